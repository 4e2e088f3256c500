"""The words of which procedures are made, so that a box of a flow chart breaks between them and not inside.

A few hundred words are enough for boxes of ten characters. A dictionary of the whole language would cost the first page of a
worker a quarter of a second and 36 MB. Whatever is not listed here may be broken anywhere but at a mark.
"""

from __future__ import annotations

import re

WORDS = """
办理 审核 材料 告知 业务 是否 一次性 受理 开始 原因 符合 条件 申请 结束 进行 结果 反馈 参保 通过 经办 机构 齐全 相关 费用
提交 办结 完整 有效 根据 即时 合法 合规 工作人员 网上 人员 符合条件 不予 复核 核对 到位 信息 结算 支付 医保 申办人 窗口 登记
携带 申报材料 确认 完成 提示 异地 备案 申请人 报销 定点 医疗 医疗保障 需要 邮寄 查询 当地 单据 核查 信息系统 出具 评估 线上
规定 单位 就医 个人账户 通知 变更 地区 查证 预审 地址 缴费 待遇 服务 资料 补正 渠道 掌上 转诊 申报 工作日内 照护 医疗机构
对账 予以 零星 统筹 打印 书面 凭证 纳入 经办人 评定 填写 纸质 手续 职工 公示 长期 自助 数据 拨付 复审 电子版 录入 个人
医疗费 手工 接收 部门 收到 之日起 组织 整改 回执 协议 转出 余额 转入 用人单位 生育 保险 提出 证明 收费 票据 原件 资金 生成
城乡居民 委托 上传 规程 考察 一体机 政务网 门户网站 要求 当期 制作 财务部门 负责人 审批 账户 业务部门 住院费用 大额 项目
补贴 明细表 计划生育 产前检查 电子 基本 医疗保险 补充 签订协议 名单 社会 理由 补齐 零售 药店 划转 津贴 病种 前往 利用 设置
手机 电话传真 部分 微信 公众 管理 具备 资格 签字 承诺书 常驻 核实 年限 情况 核算 安置 退休 同步 平台 关系 转移 接续 救助
对象 证件 居住 其他 临时 外出 社区 一次 社保卡 鉴定 具有 资质 推送 申报单 明细 有误 无误 如果 设定 每日 重复 最终 扫描 返还
提供 系统 匹配 企业 注册 及时 税务 市场监管 交换 直接 支取 协商 谈判 一致 自愿 整改意见 申请材料 配合 清单 逾期 视为 放弃
此次 小组 政府 采购 购买 方式 第三方 建议 发放 合格 同级 行政部门 签订 不少 工作日 送达 再次 核验 享受 责任 医院 政务 中心
大厅 领取 下载 南通市 失能 申请表 当场 结论 身份证 失智 社会保险 时间 交互 有效证件 同时 基数 同意 递交 真实有效 个人信息
校验 带有 签章 相符 本地 金额 线下 流转 成功 过程 进度 门诊 慢特病 认定 医师 诊断 医生 即可 退回 医药 基础 秘钥 个人帐户
居住地 所在 乡镇 街道 社保 月度 证书 登陆 身份 发出 身份证件 身份证号 工资 申报表 定点医院 院内 国家 谈判药品 用药 处方
门诊费用 经办机构 补充材料 公示期 银行 账号 家庭 共济 参保地 就医地 转入地 转出地
受理单 结果反馈 业务办结 不受理 不符合 不通过 不齐全 不全 不予受理 核实 校验 办理条件 身份证件 医药 逾期 更正 不合格 自愿 达成 一致 双方
""".split()
_NUMBER = r"\d+个?(?:工作日|自然日|个月|[日天月年元份])?"
_KNOWN = f"(?:{'|'.join(sorted(WORDS, key=len, reverse=True))})的?"
_CUT = re.compile("|".join([r"《[^《》]{1,8}》", _KNOWN, _NUMBER, r"[0-9A-Za-z.+\-/%]+", r"\s+", "."]), re.DOTALL)


def words(text: str) -> list[str]:
    """``text`` cut into short titles in 《》, numbers with what they count, the longest words that are known with a 的 behind them, and
    single characters; joined they are ``text`` again.
    """
    return _CUT.findall(text)
