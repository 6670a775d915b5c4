using System.Buffers;
using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding.Spans;

/// <summary>Finds for whom something is asked: people the town knows by name, 我妈, 隔壁王奶奶; not those who are addressed (@).</summary>
public sealed class PersonScanner
{
    private static readonly string[] Kin =
    [
        "妈妈", "爸爸", "奶奶", "爷爷", "姥姥", "姥爷", "外婆", "外公", "婆婆", "公公", "岳母", "岳父", "丈母娘", "老丈人", "老伴", "老伴儿", "老头子", "老太太", "老爷子", "老人",
        "老妈", "老爸", "老娘", "老汉儿", "老汉", "老公", "老婆", "媳妇", "儿媳", "儿子", "女儿", "闺女", "孙子", "孙女", "外孙", "妈", "爸", "娘", "爹", "奶", "爷", "婶", "伯", "叔", "姑", "姨", "舅", "哥", "姐", "弟弟", "妹妹", "弟", "妹", "孩子", "娃", "家老人", "父亲", "母亲", "父母", "爸妈", "公婆"
    ];

    private static readonly string[] Titles =
        ["奶奶", "爷爷", "大爷", "大妈", "大娘", "阿姨", "叔叔", "大叔", "大伯", "伯伯", "婆婆", "爹爹", "老师", "师傅", "婶子", "婶", "嫂子", "嫂", "大姐", "大哥", "老太太", "老太", "老爷子", "老头", "娭毑", "奶", "爷"];

    private static readonly SearchValues<char> Surnames = SearchValues.Create("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀甄曲家封储靳焦巴弓牧山谷车侯全班秋仲宫宁仇甘厉戎祖武符刘景詹束龙叶白赖卓蔺乔闻翟谭劳申桑桂牛寿通边尚农温庄晏柴瞿阎连习艾鱼容向古易廖耿匡文欧沃阚关聂");

    private readonly WordTrie _people = new();
    private readonly WordTrie _kin = new();
    private readonly WordTrie _titles = new();
    private readonly List<string> _names = [];

    public PersonScanner(IReadOnlyList<string> people, Func<string, string> fold)
    {
        foreach (var name in people)
        {
            if (name.Length >= 2) _people.Add(fold(name), _names.Count);
            _names.Add(name);
        }
        foreach (var kin in Kin) _kin.Add(kin, 0);
        foreach (var title in Titles) _titles.Add(title, 0);
    }

    public void Find(ReadOnlySpan<char> text, List<FoundSpan> spans)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i > 0 && text[i - 1] == '@') continue;
            var name = _people.Longest(text, i, out var end);
            if (name >= 0) Put(text, i, end, _names[name], spans);
            else if (OfKin(text, i, out end) || Neighbour(text, i, out end)) Put(text, i, end, text[i..end].ToString(), spans);
            else continue;
            i = end - 1;
        }
    }

    private static void Put(ReadOnlySpan<char> text, int start, int end, string name, List<FoundSpan> spans) =>
        spans.Add(new FoundSpan(start, end, SpanKind.Person, name, !IsAddressed(text, start)));

    /// <summary>「谢谢王奶奶」, 「问问李师傅」: named, but nobody for whom something is asked.</summary>
    private static bool IsAddressed(ReadOnlySpan<char> text, int start)
    {
        var before = text[Math.Max(0, start - 2)..start];
        return before is "谢谢" or "感谢" or "问问" or "请问" or "多谢" or "辛苦" or "麻烦";
    }

    private bool OfKin(ReadOnlySpan<char> text, int at, out int end)
    {
        end = at;
        if (text[at] is not ('我' or '俺' or '咱')) return false;
        var from = at + 1;
        if (from < text.Length && text[from] is '的' or '家' or '们') from++;
        return _kin.Longest(text, from, out end) >= 0;
    }

    /// <summary>王奶奶, 隔壁李大爷, 楼上的张阿姨.</summary>
    private bool Neighbour(ReadOnlySpan<char> text, int at, out int end)
    {
        end = at;
        var from = at;
        if (text[at..] is ['隔', '壁', ..] or ['对', '门' or '面', ..] or ['楼', '上' or '下', ..] or ['邻', '居', ..]) from = at + 2;
        if (from > at && from < text.Length && text[from] is '的' or '家') from++;
        return from < text.Length && Surnames.Contains(text[from]) && _titles.Longest(text, from + 1, out end) >= 0;
    }
}
