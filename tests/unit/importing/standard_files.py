"""A local standard that no seed holds: another city, other clause numbers, other words for the same fields, one group of services
with sub-clauses of its own and one in which the sub-services are only named inside the fields."""

from __future__ import annotations

from mingbai.importing.blocks import Block
from mingbai.importing.read.plain import read_plain
from mingbai.importing.repairs import repaired

STANDARD = """
ICS 03.080.99
CCS A 16
DB4299
青山市地方标准
DB4299/T 118—2023
医疗保险经办服务指南
Guidelines for handling of medical insurance
2023-05-01 发布
2023-06-01 实施
青山市市场监督管理局 发布
目 录
前言 I
1 范围 1
2 术语和定义 1
3 服务场所 1
4 服务人员 2
5 信息系统 2
6 服务事项 2
7 监督 9
附录 A（规范性） 办理流程图 10
附录 B（资料性） 青山市职工医疗保险参保登记表 11
附录 C（资料性） 青山市医疗费用报销申请表 12
前 言
本文件按照GB/T 1.1—2020的规定起草。
医疗保险经办服务指南
1 范围
本文件规定了医疗保险经办的服务事项和监督。
2 术语和定义
2.1
医保服务站
设在医疗机构内的服务点，每站不少于
2 名工作人员。
3 服务场所
3.1 服务场所应设置引导台，配备 20.5 平方米以上的等候区。
3.2 服务时间应公示。
4 服务人员
工作人员应挂牌上岗。
5 信息系统
应与省平台联通。
6 服务事项
6.1 参保服务
6.1.1 职工参保
6.1.1.1 服务对象
用人单位及其职工。
6.1.1.2 办理依据
《中华人民共和国社会保险法》（中华人民共和国主席令第35号）第五十七条。
6.1.1.3 办理条件
a）在本市登记注册；
b）已与职工建立劳动关系。
6.1.1.4 申请材料
申请职工参保应提交下列材料：
1) 营业执照；
2) 新设立的单位应提供《青山市职工医疗保险参保登记表》（见附录 C）。
6.1.1.5 办理渠道
6.1.1.5.1 窗口办理
市、县（市、区）医保经办机构服务窗口办理，村（社区）服务点可代办。
6.1.1.5.2 网上办理
登录青山市政务服务网办理。
6.1.1.6 办理程序
a) 单位提交申请；
b) 窗口审核材料；
c) 办结并告知结果。
6.1.1.7 办结时限
自受理之日起5个工作日内办结。
6.1.1.8 收费标准
不收费。
6.1.1.9 办理结果
参保登记回执。
6.2 医疗费用报销
6.2.1 业务内容
住院、门诊费用报销。
6.2.2 服务流程
受理→审核→支付。
6.2.3 受理方式
医疗费用报销可通过下列途径办理：
a) 窗口办，由县（市、区）医保经办机构服务窗口受理；
b) 掌上办，通过“青山医保”小程序受理。
6.2.4 办理要求
6.2.4.1 住院医疗费用报销
应提供下列材料：
a) 有效身份证件；
b) 住院发票。
6.2.4.2 门诊费用报销
参保人员门诊费用报销应提供门诊发票。
6.2.5 办理时限
6.2.5.1 住院医疗费用报销
30个工作日。
6.2.5.2 门诊费用报销
即时办结。
6.3 医保电子凭证激活
6.3.1 服务方式
通过“青山医保”小程序自助激活。
6.3.2 办理时限
即时办结。
7 监督
7.1 应设置意见箱。
附 录 A
（规范性）
办理流程图
受理后进入审核。
附 录 B
（资料性）
青山市职工医疗保险参保登记表
姓 名\t\t身份证号码\t
联系电话\t\t参保日期\t
经办人：
参考文献
[1] 青山市医疗保障条例
"""


def standard_blocks(text: str = STANDARD) -> tuple[Block, ...]:
    """The repaired blocks of ``text``."""
    return repaired(read_plain("standard.txt", text.strip().encode())).blocks
