"""The acts of the audit log in Chinese. Services name what they do in English with a dot; an act without a name here is shown as it is."""

from __future__ import annotations

from types import MappingProxyType

NAMES = MappingProxyType(
    {
        "login": "登录",
        "login.second": "第二因素通过",
        "login.failed": "登录失败",
        "logout": "退出",
        "refused": "请求被拒绝",
        "sessions.end": "退出其他位置的登录",
        "password.change": "修改口令",
        "second.on": "启用第二因素",
        "second.off": "停用第二因素",
        "account.add": "新建账号",
        "account.close": "停用账号",
        "account.reopen": "恢复账号",
        "account.reset": "重设口令",
        "role.give": "授予角色",
        "role.take": "收回角色",
        "draft.open": "打开草稿",
        "draft.save": "保存草稿",
        "draft.discard": "放弃草稿",
        "draft.put": "移到另一次发布",
        "draft.verdict": "处理一项",
        "draft.comment": "提意见",
        "draft.settle": "了结意见",
        "release.prepare": "新建发布",
        "release.describe": "修改发布说明",
        "release.order": "调整事项次序",
        "release.submit": "提交审核",
        "release.review": "审核",
        "release.pass": "全部通过",
        "release.refer": "报请确定",
        "release.resume": "收到答复",
        "release.send_back": "退回",
        "release.recall": "撤回",
        "release.approve": "签发",
        "release.void": "改动使审签作废",
        "release.hold": "留待下次",
        "release.take_in": "重新列入",
        "release.publish": "公开",
        "release.cancel": "取消定时发布",
        "release.drop": "撤销发布",
        "upload.take": "登记来文",
        "upload.read": "读取来文",
        "upload.again": "重新读取来文",
        "upload.describe": "填写来文说明",
        "upload.accept": "采用来文中的事项",
        "upload.leave": "不采用来文中的事项",
        "upload.reopen": "重新考虑来文中的事项",
        "question.settle": "处理读者的查询",
        "sign.make": "登记公示牌",
        "sign.print": "打印公示牌",
        "sign.hang": "公示牌已挂出",
        "sign.move": "公示牌移位",
        "sign.retire": "公示牌撤下",
        "vanish": "依法移除",
        "audit.read": "查看审计日志",
        "audit.export": "导出审计日志",
    }
)


def act_name(act: str) -> str:
    """The name of an act of the log."""
    return NAMES.get(act, act)
