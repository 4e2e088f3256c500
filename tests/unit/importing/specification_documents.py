"""Made-up operating specifications in the shapes in which provinces print them: Word with real tables, plain text with 【】, text spread
and damaged by a conversion. None of them is any agency's."""

from __future__ import annotations

import io

import docx
from docx.document import Document

Rows = list[list[str]]


def word() -> bytes:
    """Two items in Word: headings 一、…, titles as headlines, merged cells, ticked levels, extra columns, a chain as flow chart."""
    document = docx.Document()
    document.add_paragraph("某省医疗保障经办政务服务事项操作规范")
    document.add_paragraph("（2024年版）")
    _first_item(document)
    _second_item(document)
    document.add_heading("附件1 长期护理保险失能评估申请表", level=1)
    document.add_paragraph("姓名：")
    return _bytes(document)


def _first_item(document: Document) -> None:
    document.add_heading("第一节 长期护理保险失能评估申请", level=1)
    document.add_paragraph("一、事项名称")
    _table(document, [["主项名称", "长期护理保险待遇申请"], ["子项名称", "长期护理保险失能评估申请"]])
    document.add_paragraph("二、事项简介")
    document.add_paragraph("参保人员因年老、疾病失去生活自理能力，申请失能评估。")
    document.add_paragraph("三、事项属性")
    _table(document, [["服务对象", "参保人员"], ["事项类型", "公共服务"], ["到现场次数", "0次"]])
    document.add_paragraph("四、设定依据")
    basis = [
        ["序号", "依据名称", "文号", "条款内容"],
        ["1", "《长期护理保险试点办法》", "某政发〔2023〕8号", "第六条"],
        ["2", "统筹地区相关政策", "", ""],
    ]
    _table(document, basis)
    document.add_paragraph("五、行使层级")
    _table(document, [["省级", "市级", "县（市、区）级", "乡镇（街道）", "村（社区）"], ["", "√", "√", "", "√"]])
    document.add_paragraph("注：村（社区）仅帮办代办。")
    document.add_paragraph("六、服务渠道及反馈渠道")
    channels = [
        ["序号", "渠道分类", "服务渠道", "可受理", "可反馈"],
        ["1", "线上办理", "某医保小程序", "√", "√"],
        ["2", "", "政务服务网", "√", ""],
        ["3", "现场办理", "医保服务大厅", "√", "√"],
        ["4", "结果反馈", "短信告知", "", "√"],
    ]
    _table(document, channels, merges=[(1, 1, 2, 1)])
    document.add_paragraph("七、承诺时限")
    _table(document, [["办理类别", "日期类型", "承诺办结时间"], ["限时办结", "工作日", "30"]])
    document.add_paragraph("八、申请材料")
    materials = [
        ["材料序号", "材料名称", "材料形式", "份数", "备注"],
        ["1", "医保电子凭证或有效身份证件", "原件", "1", ""],
        ["2", "《失能评估申请表》（本人签字）", "原件", "1", "可现场填写"],
    ]
    _table(document, materials)
    document.add_paragraph("九、办理流程图")
    document.add_paragraph("申请→受理→现场评估→公示→送达结论")
    document.add_paragraph("十、风险等级")
    document.add_paragraph("较低风险")
    document.add_paragraph("十一、业务风险点识别")
    risks = [
        ["环节", "风险描述", "防控措施"],
        ["受理", "材料不真实。", "双人核验。"],
        ["", "超期受理。", ""],
        ["评估", "评估不一致。", "随机派员。"],
    ]
    _table(document, risks, merges=[(1, 0, 2, 0)])


def _second_item(document: Document) -> None:
    document.add_heading("第二节 护理机构变更登记", level=1)
    document.add_paragraph("一、事项名称：护理机构变更登记")
    document.add_paragraph("二、办件类型：即办件")
    document.add_paragraph("四、办理时限：即时办结")
    document.add_paragraph("五、申请材料")
    document.add_paragraph("1.变更申请表（加盖公章）")
    document.add_paragraph("2.变更证明材料")
    document.add_paragraph("六、异议处理")
    document.add_paragraph("申请人可在十日内提出异议。")
    document.add_paragraph("七、消息推送模板")
    document.add_paragraph("您的变更登记已办结。")
    document.add_paragraph("八、风险级别")
    document.add_paragraph("低风险")


PLAIN = """【事项名称】
新生儿参保登记
【服务对象】
新生儿及其监护人
【办理流程】
（一）线上办理
业务申请：监护人登录小程序填报信息。
业务审核：核对出生医学证明。审核不通过的，
一次性告知原因。
（二）窗口办理
1.监护人到窗口提交材料；
2.工作人员当场办结。
【受理材料】
1.出生医学证明
2.户口簿
备注：监护人不是父母的，还需提供监护证明。
【办理时限】
即时办结
【样表】
表3《新生儿参保登记表》
【受理信息必填项】
1.新生儿姓名
2.出生日期
【消息推送模板】
您的孩子已完成参保登记。
【风险级别】
低风险
【业务风险点识别】
业务受理：可能出现冒用证件的问题。
"""


SPREAD = """\
 一、护理补贴申领


( 一)事项名称
主项名称：护理补
贴管理
子项名称：护理补贴申领
(二)办理依据
→序号
→文件名
→文号
→涉及条款

→1
→《护理补贴暂行 办法》
→某政规〔2022〕3号
→第五条、第 十条

→2
→统筹地区相关政策
 (三)事项办理条件
→序号
→办理条件

→1
→重度失能满六个月。
(四)受理层级
→省
→市
→县(市、区
→乡 镇 ( 街 道
→村(社区)

→口
→口
→□
→口
→□


备注：省、市两级受理权、审批权。
(四)办理部门
1.主办部门： 护理保险经办机构
2.建议联办部门： 民政、卫健等部
门

—12—


(六)办理时限
→办理类别
→日期类型
→承诺办结时间

→限时办结(线上)
→工作日
→不超过3个工作日

→即时办结(线下)
→工作日
→即时办结


(七)受理材料
→材料
序号
→材料名称
→存档电子 材料

→1
→单位申请：①补贴申请表(一式两份)②人员名册
→□

→2
→

失能结论书
→□


注：口标识表示各地可选择设置。结论书应在有效期内。
(八)样表
详情参考附件表2-护理补贴申请表，附件表5-个人承诺书。承诺书一式两份。
(九)办理流程
1.线上办理
业务申请。申请人通过线上办理渠道填写相关信息，上传材料，提交至经办机构
受理。
 [bookmark: bookmark7]业务受理。
(1)提交材料：①核对材料；②不
符合条件的不予受理。
(2)告知承诺：①核对承诺书。
业务办结。发放补贴，告知办理结
果。
2.联办申领
①共享失能结论。
②直接发放补贴。
(十)办理流程图
 (
开始
提交申请            受理
材料是否
齐全
是
发放护
~
理补贴
否
)
(十一)风险级别
 低风险
(十二)业务风险点识别

一次性告知原因


→风险点
→风险描述

→业务受理
→可能出现冒领
补贴的问题。

→
→可能出现超期。



 二、护理补贴停发
(一)事项名称
子项名称：护理补贴停发办理
(二)办件类型
即办件
(三)风险级别
低风险

某市操作规范表
 表 1
护理补贴申请表

→姓名
→
→性别
→

→地址
→
"""
"""Two items as a conversion spreads them, → for a tab, ~ for a line of one blank: （四） twice, a glued heading, a page number, a
bookmark, strewn scraps."""


def spread() -> str:
    """``SPREAD`` with its tabs and blanks."""
    return SPREAD.replace("→", "\t").replace("~", " ")


def _table(document: Document, rows: Rows, merges: list[tuple[int, int, int, int]] | None = None) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    for top, left, bottom, right in merges or []:
        table.cell(top, left).merge(table.cell(bottom, right)).text = rows[top][left]


def _bytes(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
