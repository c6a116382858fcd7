"""Small annual reports for the tests, each with words of its own."""

from assistant.report.model import AnnualReport


def small_report(agency: str, year: int = 2024, about: str = "苹果种植补贴") -> AnnualReport:
    """A report with a preface, 1.2 and section 5; `about` stands in every place."""
    return AnnualReport.model_validate(
        {
            "agency": agency,
            "year": year,
            "preface": [f"{agency}编制本报告，重点说明{about}有关情况。"],
            "sections": {
                "1": {
                    "title": "一、总体情况",
                    "parts": {
                        "1.2": {
                            "title": "（二）依申请公开",
                            "paragraphs": [f"{agency}收到关于{about}的申请3件，均已按期答复。"],
                        }
                    },
                },
                "5": {
                    "title": "五、存在的主要问题及改进情况",
                    "paragraphs": [f"{agency}对{about}的解读还不够，下一步增加图解。"],
                },
            },
        }
    )
