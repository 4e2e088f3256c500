"""What a guide's own sentences ask of the reader's case, as questions: 急诊需提供急诊诊断证明 asks whether it is an emergency.

``sentences`` finds the conditions that are printed, ``cases`` reads the cases that materials belong to, ``questions`` puts both into the
guide's questions. Every answer's words and notes are printed ones; the question around them is ours. Rather no question than a
doubtful one: what only an office can know (whether data is shared), what is no case (特殊情况) and what asks for nothing is passed over.
"""

from mingbai.importing.asking.questions import asked, with_questions

__all__ = ["asked", "with_questions"]
