using ChatGrid.Grids;

namespace ChatGrid.Tests.Grids;

/// <summary>The town in config/ is the town that the stories tell of.</summary>
public sealed class ShippedTownTests
{
    private readonly Town _town = ShippedTown.Load();

    [Theory]
    [InlineData("liushu-1", "李莎", "陈芳", "王建国")]
    [InlineData("liushu-2", "许静", "高峰", "王建国")]
    [InlineData("tongxin-1", "冯志豪", "马超群", "何静")]
    [InlineData("tongxin-2", "傅华清", "叶青", "何静")]
    [InlineData("park", "韩冰", "罗平", null)]
    [InlineData("b3", "冯志豪", "马超群", "何静")]
    [InlineData("hekou", "许静", "高峰", "王建国")]
    public void Every_grid_has_its_people(string code, string worker, string leader, string? secretary)
    {
        var grid = Grid(code);
        _town.OwnerFor(grid, Tier.General).Name.ShouldBe(worker);
        _town.OwnerFor(grid, Tier.Complex).Name.ShouldBe(leader);
        _town.OwnerFor(grid, Tier.Major).Name.ShouldBe("周明");
        _town.Holder(grid, Role.Secretary)?.Name.ShouldBe(secretary);
        (secretary is null).ShouldBe(_town.Holder(grid, Role.Secretary) is null);
    }

    [Theory]
    [InlineData("liushu-1", Role.Gridworker, "张大山")]
    [InlineData("tongxin-1", Role.Gridworker, "孙桂英")]
    [InlineData("liushu-2", Role.Gridworker, "")]
    [InlineData("tongxin-2", Role.Gridworker, "")]
    [InlineData("b1", Role.Centre, "郑敏")]
    public void Stand_ins_are_known(string code, Role role, string names) =>
        string.Join(' ', _town.StandIns(Grid(code), role).Select(p => p.Name)).ShouldBe(names);

    [Theory]
    [InlineData("b1", "孙桂英")]
    [InlineData("b2", "孙桂英")]
    [InlineData("b3", "孙桂英")]
    [InlineData("b4", null)]
    [InlineData("zhangjiawan", "张大山")]
    [InlineData("lijiaping", null)]
    public void Micro_gridworkers_hold_their_building_or_group(string code, string? name) =>
        (_town.Holder(Grid(code), Role.MicroGridworker)?.Name).ShouldBe(name);

    [Theory]
    [InlineData("liushu-1", "刘强 赵小梅 钱进", "webgroup:main/group/liushu-2")]
    [InlineData("b5", "肖卫 郭丽 董力", "webgroup:main/group/tongxin-1 webgroup:main/group/tongxin-2")]
    [InlineData("tongxin-2", "肖卫 郭丽 董力", "webgroup:main/group/tongxin-1")]
    [InlineData("park", "", "")]
    public void Volunteers_and_siblings_are_those_of_the_village(string code, string volunteers, string siblings)
    {
        string.Join(' ', _town.VolunteersFor(Grid(code)).Select(p => p.Name)).ShouldBe(volunteers);
        string.Join(' ', _town.SiblingGroups(Grid(code)).Order(StringComparer.Ordinal)).ShouldBe(siblings);
    }

    [Fact]
    public void Only_three_homes_are_known()
    {
        _town.People.Where(p => p.Home is not null).Select(p => $"{p.Name} {p.Home} {p.HomeGrid}")
            .ShouldBe(["任秀兰 张家湾组 liushu-1", "龙淑 河口组 liushu-2", "袁玉芬 2号楼301 tongxin-1"]);
        _town.People.Where(p => p.KeyPerson).Select(p => p.Name).ShouldBe(["任秀兰", "龙淑"]);
    }

    [Theory]
    [InlineData("刘强", "柳帮帮", "水电")]
    [InlineData("钱进", "柳帮帮", "")]
    [InlineData("肖卫", "邻里帮", "水电")]
    [InlineData("董力", "邻里帮", "搬抬")]
    public void Volunteers_have_their_team_and_skill(string name, string team, string skills)
    {
        var person = _town.PersonByName(name).ShouldNotBeNull();
        person.Team.ShouldBe(team);
        string.Join(' ', person.Skills ?? []).ShouldBe(skills);
        person.IsStaff.ShouldBeFalse();
    }

    [Fact]
    public void All_stations_are_there() =>
        _town.People.Where(p => p.Is(Role.Station)).Select(p => p.Station + p.Name).ShouldBe(
            ["水利站唐立", "供水所石磊", "供电所丁一", "司法所吴昊", "市监所林珊", "派出所杜新", "卫生院沈宁", "医保窗口夏阳", "城管中队曹刚"]);

    [Fact]
    public void The_town_has_its_centre_leader_deputy_and_staff_group()
    {
        _town.Centre.Name.ShouldBe("周明");
        _town.TownLeader?.Name.ShouldBe("郑敏");
        _town.PersonByName("唐建平")?.Holds(Role.Deputy, "liushu").ShouldBe(true);
        _town.Facts.StaffGroupName.ShouldBe("清河镇网格工作群");
        _town.Grids.Where(g => g.GroupName is not null).Select(g => g.GroupName).ShouldAllBe(name => name!.EndsWith("网格居民群"));
        _town.Grids.Count(g => g.Groups.Count == 1).ShouldBe(5);
        _town.Facts.Numbers.Keys.ShouldBe(["119", "110", "120", "供水", "供电"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("供水维修 民生设施 一般 是 水电 地点 供水所")]
    [InlineData("供电故障 民生设施 一般 否 - 地点 供电所")]
    [InlineData("路灯公共照明 民生设施 一般 是 水电 地点 -")]
    [InlineData("道路沟渠河堤 民生设施 复杂 否 - 地点 水利站")]
    [InlineData("房屋漏水下水堵塞 民生设施 一般 是 水电 地点 -")]
    [InlineData("电梯故障 民生设施 一般 否 - 地点 -")]
    [InlineData("环境卫生垃圾 环境 一般 是 - 地点 城管中队")]
    [InlineData("噪音扰民 纠纷矛盾 一般 否 - 地点 派出所")]
    [InlineData("邻里纠纷 纠纷矛盾 复杂 否 - 谁和什么事 司法所")]
    [InlineData("占道违建 环境 复杂 否 - 地点 城管中队")]
    [InlineData("医保社保代办 跑腿代办 一般 是 - 给谁办 医保窗口")]
    [InlineData("养老认证 跑腿代办 一般 是 - 给谁办 医保窗口")]
    [InlineData("搬抬接送跑腿 跑腿代办 一般 是 - 地点、时间 -")]
    [InlineData("陪护看望 跑腿代办 一般 是 - 地点、时间 -")]
    [InlineData("政策咨询 政策咨询 一般 否 - - -")]
    [InlineData("安全隐患 安全 一般 否 - 地点 -")]
    [InlineData("食品消费维权 其他 复杂 否 - 地点 市监所")]
    [InlineData("征地拆迁移民 其他 重大 否 - - -")]
    [InlineData("其他 其他 一般 否 - - -")]
    public void The_item_list_is_version_1(string row)
    {
        var item = _town.ItemByName(row.Split(' ')[0]).ShouldNotBeNull();
        var needs = item.MustKnow.Count == 0 ? "-" : string.Join('、', item.MustKnow.Select(TownWords.NameOf));
        var tier = TownWords.Tiers.First(t => t.Value == item.Tier).Key;
        $"{item.Name} {item.Class} {tier} {(item.Volunteers ? "是" : "否")} {item.Skill ?? "-"} {needs} {item.Station ?? "-"}".ShouldBe(row);
        item.Private.ShouldBe(item.Name == "邻里纠纷");
        item.InPairs.ShouldBe(item.Name == "陪护看望");
    }

    [Fact]
    public void The_list_has_nineteen_items_and_no_other() => _town.Items.Count.ShouldBe(19);

    [Fact]
    public void The_shipped_clocks_are_the_defaults_written_out()
    {
        var clocks = _town.Clocks;
        clocks.Days.ShouldBe(new Clocks().Days, ignoreOrder: true);
        clocks.RemindAt.ShouldBe([0.5, 0.8]);
        (clocks with { Days = null!, RemindAt = null! }).ShouldBe(new Clocks { Days = null!, RemindAt = null! });
    }

    private Grid Grid(string code) => _town.GridByCode(code).ShouldNotBeNull();
}
