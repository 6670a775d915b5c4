namespace ChatGrid.Tests.Understanding;

[Collection(SharedReader.Name)]
public sealed class SpanTests(LoadedReaderFixture reader)
{
    [Theory]
    [InlineData("三号楼二单元501漏水", "3号楼2单元501")]
    [InlineData("3#2-501漏水", "3号楼2单元501")]
    [InlineData("3栋2单元501漏水", "3号楼2单元501")]
    [InlineData("3幢2单元501室漏水", "3号楼2单元501")]
    [InlineData("12-3-402漏水", "12号楼3单元402")]
    [InlineData("2号楼301漏水", "2号楼301")]
    [InlineData("３号楼漏水", "3号楼")]
    [InlineData("2号厂房门口堆满了废料", "2号厂房门口")]
    [InlineData("河口组鱼塘边路塌了", "河口组鱼塘边")]
    [InlineData("幸福路与建设街交叉口灯坏了", "幸福路与建设街交叉口")]
    public void Places_have_one_form(string text, string place) => reader.Read(text).Place.ShouldBe(place);

    [Theory]
    [InlineData("1号楼2单元")]
    [InlineData("我家在3号楼")]
    [InlineData("张家湾组。")]
    public void A_message_that_is_only_a_place_says_so(string text) => reader.Read(text).OnlyPlace.ShouldBeTrue();

    [Theory]
    [InlineData("我电话13900001234", "13900001234")]
    [InlineData("打010-62288559转12", "0106228855912")]
    [InlineData("服务热线400-810-1234", "4008101234")]
    [InlineData("号码是+86 139 0000 1234", "+8613900001234")]
    public void Phones_are_found(string text, string phone) => reader.Read(text).Phone.ShouldBe(phone);

    [Theory]
    [InlineData("2026-03-02停水")]
    [InlineData("地址192.168.255.255")]
    [InlineData("花了3000-5000元")]
    public void Dates_and_sums_are_no_phones(string text) => reader.Read(text).Phone.ShouldBeNull();

    [Theory]
    [InlineData("明天下午三点来修", "2026-03-03T15:00")]
    [InlineData("后天来人", "2026-03-04")]
    [InlineData("下周三停电", "2026-03-11")]
    [InlineData("3月15号检修", "2026-03-15")]
    [InlineData("今晚八点半", "2026-03-02T20:30")]
    [InlineData("3月5号9点到11点停水", "2026-03-05T09:00/2026-03-05T11:00")]
    [InlineData("三天前就坏了", "2026-02-27")]
    [InlineData("坏了两个月", "P2M")]
    public void Times_are_resolved_against_the_clock_of_the_message(string text, string value) => reader.Read(text).Time.ShouldBe(value);
}
