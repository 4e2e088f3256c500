"""The Chinese words for the coded values of a guide (channels, audiences) and for the columns of a 清单. Marked for the catalogues."""

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
FIELDS = {
    "name": N_("子项名称"),
    "main_item": N_("主项名称"),
    "main_item_code": N_("主项编码"),
    "code": N_("基本编码"),
    "item_kind": N_("事项类型"),
    "levels": N_("办理层级"),
    "channels": N_("受理渠道"),
    "time_limit": N_("办理时限"),
    "materials": N_("办理材料"),
    "process_stages": N_("办理环节"),
    "basis": N_("设定依据"),
    "remarks": N_("备注"),
    "ordinal": N_("序号"),
}
"""Field of a guide → its column in a 清单, as page and paper call it where the two differ."""
