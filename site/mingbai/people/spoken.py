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
        "audit.read": "查看审计日志",
        "audit.export": "导出审计日志",
    }
)


def act_name(act: str) -> str:
    """The name of an act of the log."""
    return NAMES.get(act, act)
