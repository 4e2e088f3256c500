"""What of a question may be written down: its folded text, where it is short and tells of nobody; else only that one was asked. Pure.

People type identity numbers, phones and names into any box. Such a text is never kept, not even with the number taken out: what is left
may still tell of somebody (个人信息保护法 第6条, as little as the purpose needs; 第28条, 医疗健康 is sensitive; standards 5.11, 5.12,
5.14). The rules are wider than those for texts of guides (``guides.checks.personal``): a number that is not quite one is left out as
well, because nothing is lost by it but one count. A name that stands alone looks like any word, and is not recognised.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 40
"""Characters of a folded question that is kept. A longer one tells a story."""
NOT_KEPT = ""
"""Under what the others are counted, all together."""

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范"
    "方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文欧"
)
_FIGURE = r"[0-9〇零一二三四五六七八九十百幺两]"
_PERSONAL = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_FIGURE}(?:[ \-_./,，、()]*{_FIGURE}){{6}}",  # seven figures or more, however they are parted or written
        r"[@＠]|邮箱(?:是|为|:)",
        r"(?:微信|qq|扣扣|支付宝|账号|帐号|卡号|证号|编号|单号|号码|电话|手机)(?:号|是|为|:| )*[a-z0-9][a-z0-9_\-]{3,}",
        r"(?:住院|门诊|病历|病案|就诊|床位?|检查|处方|登记|报告)(?:号|编号|单号)[是为: ]*[a-z0-9]{2,}",
        r"(?:我|他|她|本人|患者|病人|孩子|老公|老婆|丈夫|妻子|父亲|母亲|爸爸?|妈妈?|儿子|女儿|姓名|名字|大名)的?(?:姓名|名字|名|大名)?(?:叫做?|名叫|是叫|姓)"
        r"(?!什么|啥|不|法)[一-鿿]{1,4}",
        r"(?:姓名|名字|身份证(?:号码?)?|住址|家住|户口在|住在)[是为: ]+[一-鿿0-9a-z]{2,}",
        rf"[{_SURNAMES}][一-鿿]{{0,2}}(?:先生|女士|小姐|同志|医生|大夫)",
        rf"(?:我是|本人)[{_SURNAMES}][一-鿿]{{1,2}}(?:$|[^一-鿿])",
        rf"(?:患者|病人|参保人)[{_SURNAMES}][一-鿿]{{1,2}}",
        r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][a-z][·. ]?(?=[a-z]*\d)[a-z0-9]{5,6}(?![a-z0-9])",
        r"(?<![a-z0-9])[a-z]{1,3}\d{6,}",  # passports, permits, medical records
        r"\d+(?:栋|幢|单元|号楼|室|弄|组\d)|\d+号\d",
        r"(?:19|20)\d\d[年./\-]\d{1,2}[月./\-]\d{1,2}|\d{1,2}月\d{1,2}[日号](?:出?生)",
    )
)


def kept(typed: str, folded: str) -> str:
    """What of a question is kept: ``folded`` (as search folds it), or NOT_KEPT. ``typed`` is looked at as well, since folding takes out
    what tells a mailbox or a number apart."""
    folded = folded.strip()
    if not folded or len(folded) > LONGEST:
        return NOT_KEPT
    plain = "".join(map(_figure, unicodedata.normalize("NFKC", typed).lower()))
    return NOT_KEPT if any(rule.search(text) for text in (plain, folded) for rule in _PERSONAL) else folded


def _figure(character: str) -> str:
    """A figure of any script as 0 to 9: what is a number to its reader is one here."""
    return str(unicodedata.digit(character, character))
