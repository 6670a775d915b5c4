using System.Text;
using ChatGrid.Grids;
using FsCheck;
using FsCheck.Fluent;

namespace ChatGrid.Tests.Grids;

/// <summary>Every kind of mistake in the town's files is said with file and line, and never thrown.</summary>
public sealed class BrokenTownTests : IDisposable
{
    private readonly BrokenTown _town = new();

    public void Dispose() => _town.Dispose();

    [Theory]
    [InlineData("town.yaml", "名称: 清河镇\n", "名子: 清河镇\n", "unknown key '名子'; known here are")]
    [InlineData("town.yaml", "名称: 清河镇\n", "名称:\n", "'名称' is empty")]
    [InlineData("town.yaml", "名称: 清河镇\n", "名称: [清河镇]\n", "'名称' must be one text")]
    [InlineData("town.yaml", "时区: Asia/Shanghai", "时区: Mars/Olympus", "'时区' is 'Mars/Olympus', which is no time zone")]
    [InlineData("town.yaml", "号码: \"6880001\"", "号码: \"问老王\"", "'号码' is '问老王'; allowed: 3 to 20 digits")]
    [InlineData("town.yaml", "供电: { 名称: 供电所, 号码: \"6880002\" }", "供电: 6880002", "'供电' must hold 'key: value' lines")]
    [InlineData("town.yaml", "地址: webgroup:main/group/staff", "地址: 工作群", "'地址' is '工作群'; allowed: kind:instance/group/id")]
    [InlineData("town.yaml", "地址: webgroup:main/group/staff", "地址: webgroup:main/group/park", "is a residents' group already, grids.yaml in line")]
    [InlineData("grids.yaml", "编码: b4, 名称: 4号楼, 层级: 微网格", "编码: b4, 名称: 4号楼, 层级: 楼栋", "'层级' is '楼栋'")]
    [InlineData("grids.yaml", "编码: b4,", "编码: b3,", "'编码' 'b3' stands already in line")]
    [InlineData("grids.yaml", "编码: b4,", "编码: 四号,", "'编码' is '四号'; allowed: at most 40 small letters")]
    [InlineData("grids.yaml", "编码: b4, 名称: 4号楼", "编码: b4, 名称: 3号楼", "'名称' '3号楼' stands already in line")]
    [InlineData("grids.yaml", "编码: b4, 名称: 4号楼", "编码: b4", "'名称' is missing")]
    [InlineData("grids.yaml", "群地址: webgroup:main/group/liushu-2", "群地址: webgroup:main/group/liushu-1", "stands already in line")]
    [InlineData("grids.yaml", "群地址: webgroup:main/group/liushu-2", "群地址: liushu-2", "'群地址' is 'liushu-2'; allowed")]
    [InlineData("grids.yaml", ", 群地址: webgroup:main/group/liushu-2", "", "'群地址' is missing")]
    [InlineData("grids.yaml", ", 群名: 柳树村第二网格居民群", "", "'群名' is missing")]
    [InlineData("grids.yaml", "层级: 微网格, 上级: liushu-2", "层级: 微网格, 上级: liushu-9", "'上级' is 'liushu-9', which is the 编码 of no grid")]
    [InlineData("grids.yaml", "层级: 村, 上级: qinghe", "层级: 村, 上级: zhangjiawan", "'上级' goes in a circle: liushu → zhangjiawan → liushu-1 → liushu")]
    [InlineData("grids.yaml", "层级: 村, 上级: qinghe", "层级: 村", "only one grid may be without, and that is 'qinghe'")]
    [InlineData("grids.yaml", "- { 编码: b6, 名称: 6号楼, 层级: 微网格, 上级: tongxin-2, 简称: 6号楼 }", "- 6号楼", "an entry of '网格' must hold 'key: value' pairs")]
    [InlineData("people.yaml", "职务: 书记, 网格: liushu }", "职务: 村长, 网格: liushu }", "'职务' is '村长'; allowed: 镇网格中心")]
    [InlineData("people.yaml", "职务: 书记, 网格: liushu }", "职务: 书记, 网格: liuhsu }", "'网格' is 'liuhsu'")]
    [InlineData("people.yaml", "职务: 书记, 网格: liushu }", "职务: 书记, 网格: liushu, 任期: 三年 }", "unknown key '任期'")]
    [InlineData("people.yaml", "技能: [搬抬]", "技能: [开车]", "'技能' has '开车'")]
    [InlineData("people.yaml", "姓名: 董力", "姓名: 郭丽", "'郭丽' stands already in line")]
    [InlineData("people.yaml", "{ 姓名: 王楼, ", "{ ", "'姓名' is missing")]
    [InlineData("people.yaml", "{ 姓名: 王楼, 网格: liushu-1 }", "{ 姓名: 王楼 }", "'岗位' is missing")]
    [InlineData("people.yaml", "{ 姓名: 王楼, 网格: liushu-1 }", "{ 姓名: 王楼, 网格: 柳树村 }", "'网格' is '柳树村'")]
    [InlineData("people.yaml", "单位: 水利站, ", "", "'单位' is missing")]
    [InlineData("people.yaml", "姓名: 何静,", "姓名: 何静, 单位: 妇联,", "'单位' needs a 岗位 with the 职务 站办所")]
    [InlineData("people.yaml", "重点: 是", "重点: 很重", "'重点' is '很重'; allowed: 是, 否")]
    [InlineData("people.yaml", "岗位: [{ 职务: 书记, 网格: tongxin }]", "岗位: [{ 职务: 书记, 网格: tongxin, 代班: 是 }]", "stands in as 书记 of 'tongxin', where nobody holds")]
    [InlineData("items.yaml", "电梯故障, 类别: 民生设施", "电梯故障", "'类别' is missing")]
    [InlineData("items.yaml", "电梯故障, 类别: 民生设施", "电梯故障, 类别: 设施", "'类别' is '设施'")]
    [InlineData("items.yaml", "电梯故障, 类别: 民生设施, 领域: 城乡建设", "电梯故障, 类别: 民生设施, 领域: 电梯", "'领域' is '电梯'")]
    [InlineData("items.yaml", "征地拆迁移民, 类别: 其他, 领域: 城乡建设, 等级: 重大,", "征地拆迁移民, 类别: 其他, 领域: 城乡建设,", "'等级' is missing")]
    [InlineData("items.yaml", "等级: 重大", "等级: 特大", "'等级' is '特大'; allowed: 一般, 复杂, 重大")]
    [InlineData("items.yaml", "要知道: [谁和什么事]", "要知道: [身份证号]", "'要知道' has '身份证号'; allowed: 地点, 时间, 给谁办, 谁和什么事")]
    [InlineData("items.yaml", "要知道: [地点, 时间]", "要知道: [地点, 地点]", "'要知道' has '地点' twice")]
    [InlineData("items.yaml", "协助: 市监所", "协助: 工商所", "'协助' is '工商所'")]
    [InlineData("items.yaml", "技能: 水电", "技能: 电焊", "'技能' is '电焊'")]
    [InlineData("items.yaml", "志愿者: 是", "志愿者: 也许", "'志愿者' is '也许'; allowed: 是, 否")]
    [InlineData("items.yaml", "名称: 占道违建", "名称: 邻里纠纷", "'邻里纠纷' stands already in line")]
    [InlineData("items.yaml", "志愿者: 否, 要知道: [谁和什么事]", "志愿者: 是, 要知道: [谁和什么事]", "'志愿者' must be 否 where 私下 is 是")]
    [InlineData("items.yaml", "版本: 1", "版本: 一", "'版本' is '一'; allowed: a whole number")]
    [InlineData("clocks.yaml", "再喊一次: 15分钟", "再喊一次: 15", "'再喊一次' is '15'; allowed: a number with its unit")]
    [InlineData("clocks.yaml", "再喊一次: 15分钟", "再喊一次: 0分钟", "allowed: more than 0 and at most 366天")]
    [InlineData("clocks.yaml", "再喊一次: 15分钟", "再喊一次: 900天", "allowed: more than 0 and at most 366天")]
    [InlineData("clocks.yaml", "再喊一次: 15分钟", "再喊一次: -5分钟", "'再喊一次' is '-5分钟'")]
    [InlineData("clocks.yaml", "隔壁群: 30分钟", "隔壁群: 10分钟", "'隔壁群' must be longer than '再喊一次'")]
    [InlineData("clocks.yaml", "关单: 72小时", "关单: 24小时", "'关单' must be longer than '提醒'")]
    [InlineData("clocks.yaml", "提醒: [50%, 80%]", "提醒: [50%, 120%]", "'提醒' has '120%'; allowed: more than 0% and less than 100%")]
    [InlineData("clocks.yaml", "提醒: [50%, 80%]", "提醒: [80%, 50%]", "'提醒' must grow")]
    [InlineData("clocks.yaml", "提醒: [50%, 80%]", "提醒: [20%, 50%, 80%]", "'提醒' has 3 reminders; allowed: at most 2")]
    [InlineData("clocks.yaml", "从: \"21:00\"", "从: \"25:00\"", "'从' is '25:00'; allowed: a time from 00:00 to 23:59")]
    [InlineData("clocks.yaml", "早报: \"08:00\"", "早报: 早上", "'早报' is '早上'")]
    [InlineData("clocks.yaml", "算法: 工作日", "算法: 看情况", "'算法' is '看情况'; allowed: 工作日, 自然日")]
    [InlineData("clocks.yaml", "复杂: 3天", "复杂: 3小时", "'复杂' is '3小时'; allowed: a whole number from 1天 to 366天")]
    [InlineData("clocks.yaml", "手上最多: 5单", "手上最多: 0单", "'手上最多' is '0单'")]
    [InlineData("calendar.yaml", "- 2026-02-14\n", "- 2026-02-15\n", "'上班' has 2026-02-15, which is under '放假' in line")]
    [InlineData("calendar.yaml", "- 2026-02-14\n", "- 2026-02-30\n", "'上班' has '2026-02-30'; allowed: a day as 2026-10-01")]
    [InlineData("calendar.yaml", "- 2026-02-14\n", "- 2027-02-14\n", "which is not in the year 2026")]
    [InlineData("calendar.yaml", "- 2026-02-14\n", "- 2026-01-04\n", "'上班' has 2026-01-04 twice")]
    [InlineData("calendar.yaml", "2026-04-04 到 2026-04-06", "2026-04-06 到 2026-04-04", "the first before the last")]
    [InlineData("calendar.yaml", "\"2026\":", "今年:", "unknown key '今年'; allowed: a year")]
    [InlineData("calendar.yaml", "上班:", "补班:", "unknown key '补班'; known here are 放假、上班")]
    [InlineData("items.yaml", "版本: 1", "版本: 1\n版本: 2", "this is no YAML that can be read", 1)]
    [InlineData("people.yaml", "技能表: [水电, 搬抬]", "技能表: [水电, 搬抬", "a closing ] or } is missing here or below")]
    public void A_mistake_is_said_with_file_and_line(string file, string old, string edited, string text, int offset = 0)
    {
        var line = _town.Edit(file, old, edited) + offset;
        var (facts, problems) = _town.Load();
        facts.ShouldBeNull();
        problems.ShouldContain(p => p.File == "config/town/" + file && p.Line == line && p.Text.Contains(text), string.Join('\n', problems));
    }

    [Theory]
    [InlineData("姓名: 许静, 岗位: [{ 职务: 网格员,", "姓名: 许静, 岗位: [{ 职务: 微网格员,", "liushu-2", "网格员")]
    [InlineData("姓名: 叶青, 岗位: [{ 职务: 网格长,", "姓名: 叶青, 岗位: [{ 职务: 书记,", "tongxin-2", "网格长")]
    public void A_grid_without_its_people_is_a_problem(string old, string edited, string code, string role)
    {
        _town.Edit("people.yaml", old, edited);
        var line = _town.LineOf("grids.yaml", $"编码: {code},");
        var problem = _town.Load().Problems.ShouldHaveSingleItem();
        (problem.File, problem.Line).ShouldBe(("config/town/grids.yaml", line));
        problem.Text.ShouldStartWith($"'编码' '{code}' has no {role}");
    }

    [Fact]
    public void A_role_held_for_the_grid_above_is_enough()
    {
        _town.Edit("people.yaml", "姓名: 许静, 岗位: [{ 职务: 网格员, 网格: liushu-2 }]", "姓名: 许静, 岗位: [{ 职务: 网格员, 网格: liushu }]");
        _town.Load().Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_town_without_centre_is_a_problem()
    {
        _town.Edit("people.yaml", "{ 姓名: 周明, 岗位: [{ 职务: 镇网格中心,", "{ 姓名: 周明, 岗位: [{ 职务: 书记,");
        _town.Load().Problems.ShouldContain(p => p.Text.Contains("nobody holds the 岗位 镇网格中心"));
    }

    [Fact]
    public void A_tree_without_root_is_a_problem()
    {
        _town.Edit("grids.yaml", "名称: 清河镇, 层级: 镇", "名称: 清河镇, 层级: 镇, 上级: liushu");
        var line = _town.LineOf("grids.yaml", "\n网格:\n") + 1;
        _town.Load().Problems.ShouldContain(p => p.Line == line && p.Text.Contains("has no root"));
    }

    [Theory]
    [InlineData("其他")]
    [InlineData("安全隐患")]
    public void The_items_that_catch_the_rest_must_be_there(string name)
    {
        _town.Edit("items.yaml", $"名称: {name},", "名称: 别的事,");
        var line = _town.LineOf("items.yaml", "\n事项:\n") + 1;
        _town.Load().Problems.ShouldContain(new Problem("config/town/items.yaml", line, $"'事项' has no item '{name}', which must be there"));
    }

    [Theory]
    [InlineData("\"119\": { 名称: \"119\", 号码: \"119\" }", "119")]
    [InlineData("供水: { 名称: 供水所, 号码: \"6880001\" }", "供水")]
    public void An_emergency_number_must_be_there(string old, string key)
    {
        _town.Edit("town.yaml", old, "");
        var line = _town.LineOf("town.yaml", "\n电话:") + 1;
        _town.Load().Problems.ShouldContain(new Problem("config/town/town.yaml", line, $"'电话' has no number for '{key}', which emergencies need"));
    }

    [Fact]
    public void Quiet_hours_need_both_ends()
    {
        _town.Edit("clocks.yaml", "到: \"07:00\"", "");
        _town.Load().Problems.ShouldContain(p => p.Text.StartsWith("'到' is missing"));
    }

    [Theory]
    [InlineData("town.yaml")]
    [InlineData("grids.yaml")]
    [InlineData("people.yaml")]
    [InlineData("items.yaml")]
    [InlineData("clocks.yaml")]
    [InlineData("calendar.yaml")]
    public void A_file_that_is_missing_empty_or_in_another_encoding_is_said(string file)
    {
        File.WriteAllText(_town.PathOf(file), "");
        _town.Load().Problems.ShouldContain(p => p.File == "config/town/" + file && p.Line == 1);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        File.WriteAllText(_town.PathOf(file), "名称: 清河镇", Encoding.GetEncoding("GB18030"));
        _town.Load().Problems.ShouldContain(p => p.File == "config/town/" + file && p.Text.Contains("not saved as UTF-8"));
        File.Delete(_town.PathOf(file));
        _town.Load().Problems.ShouldContain(p => p.File == "config/town/" + file && p.Text == "the file is missing");
    }

    [Fact]
    public void A_folder_that_is_missing_is_said() => TownLoader.Load(Path.Combine(_town.Config, "stadt")).Problems.Count.ShouldBe(6);

    [Fact]
    public void A_file_saved_by_a_Windows_editor_is_read()
    {
        var path = _town.PathOf("people.yaml");
        File.WriteAllText(path, File.ReadAllText(path).ReplaceLineEndings("\r\n"), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        _town.Load().Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Whatever_is_typed_into_a_file_nothing_throws()
    {
        string[] files = ["town.yaml", "grids.yaml", "people.yaml", "items.yaml", "clocks.yaml", "calendar.yaml"];
        string[] typed = ["", ":", "- ", "{", "}", "[", "]", "\n", "\t", "\"", "&a ", "*a", "!!x ", "? ", "一", ",", "0", "#", "|", "---\n", "\0"];
        var edits = Gen.Choose(0, files.Length - 1).SelectMany(f => Gen.Choose(0, 5000).SelectMany(at => Gen.Choose(0, typed.Length - 1).SelectMany(t => Gen.Choose(0, 12).Select(cut => (File: files[f], At: at, Typed: typed[t], Cut: cut)))));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(edits.ToArbitrary(), edit =>
        {
            var path = _town.PathOf(edit.File);
            var text = File.ReadAllText(path);
            var at = edit.At % text.Length;
            File.WriteAllText(path, text[..at] + edit.Typed + text[Math.Min(text.Length, at + edit.Cut)..]);
            var (facts, problems) = _town.Load();
            File.WriteAllText(path, text);
            if (facts is null) return problems.Count > 0 && problems.All(p => p.Line > 0);
            _ = new Town(facts).Centre;
            return problems.Count == 0;
        }));
    }
}
