using ChatGrid.Understanding;

namespace ChatGrid.Tests.Understanding;

[Collection(SharedReader.Name)]
public sealed class ReadingTests(LoadedReaderFixture reader)
{
    [Theory]
    [InlineData("2号楼301水管爆了，水到处流，快来人帮帮忙！", "供水维修", "2号楼301")]
    [InlineData("我用手机缴纳医保费，可没有支付凭证呢？300多元钱是不是白缴了？帮我问问", "医保社保代办", null)]
    [InlineData("张家湾组门口那条水渠护边垮了一段，下雨就往地里灌", "道路沟渠河堤", "张家湾组门口")]
    [InlineData("我家停水了，能不能帮忙看看", "供水维修", null)]
    [InlineData("楼道灯坏了好几天，晚上老人摔跤怎么办", "路灯公共照明", null)]
    [InlineData("3号楼停电了，师傅能来看下吗", "供电故障", "3号楼")]
    [InlineData("我下午要去卫生院拿药，腿脚不好，谁能捎我一段", "搬抬接送跑腿", "卫生院")]
    [InlineData("5号楼下面烧烤店半夜还在放音响，吵得睡不着，管管吧", "噪音扰民", "5号楼下面烧烤店")]
    [InlineData("我家马桶堵了", "房屋漏水下水堵塞", null)]
    [InlineData("3号楼停电半天了，邻居家都有电就我们这栋没有", "供电故障", "3号楼")]
    [InlineData("3号楼门口垃圾堆了三天没人清，臭死了", "环境卫生垃圾", "3号楼门口")]
    [InlineData("隔壁又把粪堆我家墙根，吵了三回了，你们管不管", "邻里纠纷", null)]
    public void A_request_is_heard_with_item_and_place(string text, string item, string? place)
    {
        var reading = reader.Read(text);
        reading.IsRequest.ShouldBeTrue();
        reading.Item.ShouldBe(item);
        reading.Place.ShouldBe(place);
    }

    [Theory]
    [InlineData("广场舞今晚七点半老地方，都来啊")]
    [InlineData("😄😄😄")]
    [InlineData("收到")]
    [InlineData("谁家的鸡跑出来了，在我院子里呢哈哈")]
    [InlineData("昨天小李来帮我修的灯，真亮堂，谢谢啦")]
    [InlineData("1. 王楼 2个")]
    [InlineData("转发：震惊！这种菜千万别吃……")]
    [InlineData("听说隔壁镇水管爆了，吓人")]
    [InlineData("孩子发烧好了没？")]
    [InlineData("好了好了，谢谢关心")]
    [InlineData("不是诉求，我自己换好了")]
    public void Chat_is_passed_over(string text) => reader.Read(text).Band.ShouldBe(Band.None);

    [Fact]
    public void A_notice_of_a_gridworker_is_no_request()
    {
        var reading = reader.Read("【通知】各位居民，明天上午9点至12点供电所检修线路，柳树村停电，请提前做好准备，敬请谅解。", SenderRole.Gridworker);
        reading.Band.ShouldBe(Band.None);
        reading.Kind.ShouldBe(MessageKind.Notice);
    }

    [Theory]
    [InlineData("着火了着火了！我们这栋楼9楼冒好大的烟", "119")]
    [InlineData("我爸倒在地上叫不醒，嘴唇发紫", "120")]
    [InlineData("外面有人拿刀砍人，躲在店里不敢出去", "110")]
    [InlineData("水管爆了水往外喷", "供水")]
    [InlineData("救命，3号楼电梯卡住了，有人被困在里面出不来！", "119")]
    [InlineData("救命啊有人晕倒了，口吐白沫！！", "120")]
    public void An_emergency_names_whom_to_call_first(string text, string service)
    {
        var reading = reader.Read(text);
        reading.IsEmergency.ShouldBeTrue();
        reading.Services[0].ShouldBe(service);
    }

    [Theory]
    [InlineData("笑死我了，救命啊哈哈")]
    [InlineData("听说县里有个小区着火了")]
    [InlineData("紧急照明灯不亮了")]
    [InlineData("没着火，是烤肠的烟")]
    [InlineData("要是着火了怎么跑，明天消防演练教大家")]
    public void Figures_of_speech_hearsay_names_and_denials_are_no_emergency(string text) => reader.Read(text).IsEmergency.ShouldBeFalse();

    [Theory]
    [InlineData("睡管漏了，来人修一下", "供水维修")]
    [InlineData("楼到灯坏了没人修", "路灯公共照明")]
    [InlineData("電梯壞了，老人下不了樓", "电梯故障")]
    public void Homophones_and_traditional_characters_are_read_as_meant(string text, string item) => reader.Read(text).Item.ShouldBe(item);

    [Fact]
    public void Only_the_answer_to_a_quoted_message_is_read()
    {
        var reading = reader.Read("「小周：我家停水了，能不能帮忙看看」\n- - - - - - - - - -\n3号楼");
        reading.OnlyPlace.ShouldBeTrue();
        reading.Place.ShouldBe("3号楼");
    }

    [Fact]
    public void A_correction_holds_what_is_right_now()
    {
        var reading = reader.Read("不是3号楼，是5号楼");
        reading.Corrects.ShouldBeTrue();
        reading.Place.ShouldBe("5号楼");
    }

    [Fact]
    public void A_person_for_whom_it_is_asked_is_found()
    {
        reader.Read("代报：龙淑 养老金几个月没发了，要上门做养老认证").Person.ShouldBe("龙淑");
        reader.Read("我妈腿脚不好，谁能帮她买个菜").Person.ShouldBe("我妈");
    }

    [Fact]
    public void The_shipped_files_have_no_problem_and_most_regression_sentences_are_read_right()
    {
        reader.Loaded.Problems.ShouldBeEmpty();
        ((double)reader.Loaded.Regression.Right / reader.Loaded.Regression.Total).ShouldBeGreaterThan(0.9);
    }
}
