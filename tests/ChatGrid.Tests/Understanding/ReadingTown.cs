using ChatGrid.Understanding;

namespace ChatGrid.Tests.Understanding;

/// <summary>The demo town's words, so that reading is tested without the rest of the program.</summary>
public static class ReadingTown
{
    private static readonly (string Field, string Items)[] Items =
    [
        ("城乡建设", "供水维修 供电故障 路灯公共照明 道路沟渠河堤 房屋漏水下水堵塞 电梯故障"),
        ("环境保护", "环境卫生垃圾 噪音扰民"),
        ("其他", "邻里纠纷"),
        ("城乡建设", "占道违建"),
        ("劳动和社会保障", "医保社保代办 养老认证"),
        ("其他", "搬抬接送跑腿 陪护看望 政策咨询"),
        ("城乡建设", "安全隐患"),
        ("商贸旅游", "食品消费维权"),
        ("城乡建设", "征地拆迁移民"),
        ("其他", "其他")
    ];

    public static Vocabulary Vocabulary => new(
        [.. Items.SelectMany(group => group.Items.Split(' ').Select(name => new ReadableItem(name, group.Field)))],
        "清河镇 柳树村 同心社区 柳树村第一网格 柳树村第二网格 同心社区第一网格 同心社区第二网格 张家湾组 李家坪组 河口组 张家湾 李家坪 河口 工业园专属网格".Split(' '),
        "周明 郑敏 王建国 何静 陈芳 高峰 马超群 叶青 罗平 李莎 张大山 许静 冯志豪 孙桂英 傅华清 韩冰 刘强 赵小梅 钱进 肖卫 郭丽 董力 唐立 石磊 丁一 吴昊 林珊 杜新 沈宁 夏阳 曹刚 唐建平 任秀兰 王楼 李聚 张婶 龙淑 袁玉芬 小周 老于 郑老师 小唐".Split(' '));
}
