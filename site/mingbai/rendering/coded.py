"""The Chinese words for the coded values of a guide: channels and audiences. Marked, so that the catalogues hold them."""

from __future__ import annotations


def N_(message: str) -> str:  # noqa: N802 - the name by which gettext tools find a message that is translated later
    """Mark ``message`` for the catalogues; it is translated where it is shown."""
    return message


CHANNELS = {
    "window": N_("窗口"),
    "online": N_("网上"),
    "mobile": N_("掌上"),
    "kiosk": N_("自助机"),
    "phone": N_("电话"),
    "mail": N_("邮寄"),
    "fax": N_("传真"),
    "hospital": N_("医院"),
    "agent": N_("代办点"),
    "other": N_("其他"),
}
AUDIENCES = {
    "employer": N_("用人单位"),
    "employee": N_("在职职工"),
    "flexible": N_("灵活就业人员"),
    "resident": N_("城乡居民"),
    "retiree": N_("退休人员"),
    "student": N_("学生儿童"),
    "newborn": N_("新生儿"),
    "patient": N_("患者"),
    "family": N_("家属"),
    "assisted": N_("救助对象"),
    "caregiver": N_("失能人员和照护者"),
    "hospital": N_("医疗机构"),
    "pharmacy": N_("零售药店"),
    "care_institution": N_("照护机构"),
}
