"""The sentences with which a file is refused, in one table, so that every reader refuses alike and tests can name them."""

from __future__ import annotations

from dataclasses import dataclass

from mingbai.errors import UnreadableSource

_WORD = "请用 Word 或 WPS 打开后另存为 .docx 再导入。"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Why a file is refused, and what the person can do. ``{}`` in the sentence takes a detail."""

    why: str
    remedy: str

    def of(self, name: str, detail: str = "") -> UnreadableSource:
        """The refusal of the file ``name``."""
        return UnreadableSource(self.why.format(detail), place=name, remedy=self.remedy)


EMPTY = Sentence("文件是空的，没有可以读的文字。", "请确认选对了文件，或重新导出一次。")
TOO_LARGE = Sentence("文件超过 100 MB，不予读取。", "请删去图片，或拆成几个文件再导入。")
ENCRYPTED = Sentence("文件加了密码，无法读取。", "请先去掉打开密码，再导入。")
BOMB = Sentence("压缩内容展开后大得不正常，为安全起见不予读取。", _WORD)
UNSAFE_XML = Sentence("文件里带有 XML 实体或文档类型声明，正常的文档没有这些，为安全起见不予读取。", _WORD)
TRUNCATED = Sentence("文件不完整或已损坏{}。", "请重新下载或复制，或用原来的软件打开后另存一份再导入。")
PICTURES_ONLY = Sentence("这份 PDF 只有图片，没有文字。", "请先做文字识别（OCR），或向来文单位索要 Word 版。")
NO_CHARACTERS = Sentence("这份 PDF 的字体没有文字编码，读出来会是乱码。", "请向来文单位索要 Word 版，或先做文字识别（OCR）。")
PICTURE = Sentence("这是一张图片，没有可以读的文字。", "请先做文字识别（OCR），或向来文单位索要 Word 版。")
ARCHIVE = Sentence("这是一个压缩包，不是一份文件。", "请解压后逐个导入其中的文件。")
PROGRAM = Sentence("这是一个程序，不是文件。", "请确认选对了文件。")
SLIDES = Sentence("这是演示文稿，不是办事指南文件。", "请把文字复制到 Word 文件后再导入。")
OFD = Sentence("这是 OFD 版式文件，目前不能读取。", "请用阅读器导出为 .pdf 或 .docx 再导入。")
BINARY = Sentence("这不是文字文件，也不是认识的文档格式。", "可以导入 .docx、.xlsx、.pdf、.txt；其他格式请先另存为这几种。")
ENCODING = Sentence("认不出文件的文字编码。", "请用记事本打开，另存为 UTF-8 编码再导入。")
NO_OFFICE = Sentence("读取 {} 文件需要安装 LibreOffice，这台机器上没有。", _WORD)
NOT_CONVERTED = Sentence("LibreOffice 没能转换这个文件。", _WORD)
FAULT = Sentence("处理这个文件时程序出了错，没有导入任何内容。", "请把文件交给维护人员查看，或另存为 .docx 再试。")
TOO_SLOW = Sentence("读取花的时间超过了上限{}，已停止。", "请拆成几个较小的文件，或另存为 .docx 再导入。")
TOO_HEAVY = Sentence("读取所需的内存超过了上限，已停止。", "请拆成几个较小的文件，或另存为 .docx 再导入。")
