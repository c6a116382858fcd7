"""A figures file with a fault is refused with the line of the fault and the cure."""

import json
import re
from pathlib import Path

import pytest

from assistant.errors import UnusableInput
from assistant.reading.figures import read_figures
from assistant.report.model import AnnualReport

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "yuanzhou-2022.yaml"
YAML = EXAMPLE.read_text("utf-8")
JSON = read_figures(EXAMPLE).model_dump_json(indent=2)


def refused(path: Path) -> UnusableInput:
    with pytest.raises(UnusableInput) as caught:
        read_figures(path)
    return caught.value


def written(tmp_path: Path, text: str, suffix: str = ".yaml") -> Path:
    path = tmp_path / f"figures{suffix}"
    path.write_text(text, "utf-8", newline="")
    return path


def changed(text: str, old: str, new: str) -> tuple[str, int]:
    """The text with the first `old` replaced, and the line (from 1) on which that stands."""
    assert old in text, old
    return text.replace(old, new, 1), text[: text.index(old)].count("\n") + 1


NEW_ROW = "  new:                         {natural_person: 8,"
YAML_FAULTS = [
    # what is written instead of what, on which line below it, what is said, how it is cured
    ("normative_documents:", "normative_document:", 0, "normative_document", "normative_documents"),
    ("natural_person: 8", "natural_preson: 8", 0, "natural_preson", "natural_person"),
    ("agency: ", "agencyy: ", 0, "agencyy", "agency"),
    ("\nfacts:", "\nfact:", 1, "fact", "facts"),
    ("    source: 市场", "    sourse: 市场", 0, "sourse", "source"),
    ("value: 66", "vlaue: 66", 0, "vlaue", "value"),
    ("year: 2022", "year: 2022\nzzz: 1", 1, "zzz", "这里可以写"),
    ("natural_person: 8", "natural_person: -8", 0, "不能是负数 -8", "0 或正数"),
    ('fees: "0"', 'fees: "-0.5"', 0, "不能是负数 -0.5", "0 或正数"),
    ("licensing: 0", "licensing: 1.5", 0, "件数不能有小数 1.5", "填整数"),
    ("natural_person: 8", "natural_person: 8.0", 0, "件数不能有小数 8.0", "填整数"),
    ("natural_person: 8", "natural_person: 8件", 0, "“8件”", "如 8；"),
    ("natural_person: 8", "natural_person: '1,234'", 0, "“1,234”", "如 1234；"),
    ("natural_person: 8", "natural_person: '３６４６ 件'", 0, "“３６４６ 件”", "如 3646；"),
    ("natural_person: 8", "natural_person: 八", 0, "“八”", "阿拉伯数字"),
    ("natural_person: 8", "natural_person: true", 0, "是/否值", "阿拉伯数字"),
    ("natural_person: 8", "natural_person: 1e3", 0, "“1e3”", "阿拉伯数字"),
    ("natural_person: 8", "natural_person: 1234567890123456789", 0, "“1234567890", "只写数字"),
    ("natural_person: 8", "natural_person: [8]", 0, "“[8]”", "阿拉伯数字"),
    ('fees: "0"', "fees: 12万", 0, "“12万”", "阿拉伯数字"),
    ('fees: "0"', "fees: .nan", 0, "“.nan”", "阿拉伯数字"),
    ("value: 66", "value: 六十六", 0, "“六十六”", "阿拉伯数字"),
    ("value: 66", "value: null", 0, "“None”", "阿拉伯数字"),
    ("year: 2022", "year: 20222", 0, "“20222”", "四位年份"),
    ("year: 2022", "year: 2022年", 0, "“2022年”", "四位年份"),
    ("year: 2022", 'year: "2022"', 0, "“2022”", "不加引号"),
    ("year: 2022", "year: 1999", 0, "“1999”", "四位年份"),
    ("year: 2022", "year: 2022\npublished: 2023年1月20日", 1, "日期写法不对", "2026-01-20"),
    ("year: 2022", "year: 2022\npublished: 2023-02-30", 1, "没有“2023-02-30”这一天", "2026-01-20"),
    ('layout: "2021"', "layout: 2021", 0, "“2021”不在可选值里", "加上引号"),
    ('layout: "2021"', 'layout: "2020"', 0, "“2020”不在可选值里", "2021、2019"),
    ('section: "1.1"', "section: 1.1", 0, "“1.1”不在可选值里", "加上引号"),
    ('section: "1.1"', 'section: "2"', 0, "“2”不在可选值里", "1.1、1.2"),
    ("id: inspection", "id: 检查", 0, "编号", "interpretation"),
    ("id: fee_list", "id: inspection", 0, "“inspection”用了两次", "不同的编号"),
    ("信息{count}\n", "信息{number}\n", -2, "{number} 没有给出数值", "一一对应"),
    ("信息{count}\n", "信息若干\n", -2, "{count} 文字里没有用到", "一一对应"),
    ("信息{count}\n", "信息{count}和{}\n", -2, "{} 没有给出数值", "一一对应"),
    (
        "natural_person: 8",
        "natural_person: 8, natural_person: 9",
        0,
        "“natural_person”写了两次",
        "一处",
    ),
    ("year: 2022", "year: 2022\nyear: 2023", 1, "“year”写了两次", "只保留一处"),
    ("year: 2022", 'year: 2022\nsections: {"7": {title: 七、附录}}', 1, "没有这一部分", "1 到 6"),
    ("year: 2022", "year: 2022\npreface: 一段话", 1, "类型不对", "示例"),
    (NEW_ROW, f"\t{NEW_ROW.strip()}", 0, "制表符", "不能用制表符"),
    ("year: 2022", "year: 2022\n   title: x", 1, "冒号的位置不对", "缩进"),
    ("year: 2022", "year: 2022\n---\nyear: 2023", 1, "不止一份数据", "缩进"),
    ('fees: "0"', 'fees: "0', 39, "附近", "前面的引号是否成对"),  # the next quote is there
    ("year: 2022", "year: &y 2022\nextra: *y", 0, "引用", "直接写出来"),
    ("year: 2022", "year: !!int 2022", 0, "类型标记", "删去"),
    ("agency: ", "agency: !!python/object/apply:os.system ", 0, "类型标记", "删去"),
    ("source: 制度汇编", 'source: "制度\\x07汇编"', 0, "控制字符", "删去"),
]


@pytest.mark.parametrize(("old", "new", "below", "what", "cure"), YAML_FAULTS)
def test_a_fault_in_yaml_is_named_with_its_line_and_cure(
    tmp_path: Path, old: str, new: str, below: int, what: str, cure: str
) -> None:
    text, line = changed(YAML, old, new)
    path = written(tmp_path, text)
    message = str(refused(path))
    assert message.startswith(str(path))
    assert f"第 {line + below} 行" in message, message
    assert what in message, message
    assert "怎么办：" in message
    assert cure in message.split("怎么办：", 1)[1], message


JSON_FAULTS = [
    ('"natural_person": 8', '"natural_preson": 8', "natural_preson", "natural_person"),
    ('"natural_person": 8', '"natural_person": -8', "不能是负数 -8", "0 或正数"),
    ('"natural_person": 8', '"natural_person": 8.5', "件数不能有小数 8.5", "填整数"),
    ('"natural_person": 8', '"natural_person": "8件"', "“8件”", "如 8；"),
    ('"natural_person": 8', '"natural_person": "8"', "“8”", "不加引号"),
    ('"natural_person": 8', '"natural_person": 1e2', "“1e2”", "阿拉伯数字"),
    ('"natural_person": 8', '"natural_person": 1e999999999999', "“1e999999999999”", "数字"),
    ('"natural_person": 8', f'"natural_person": {"9" * 5000}', "“9999999999", "数字"),
    ('"natural_person": 8', '"natural_person": NaN', "NaN 不是数字", "null"),
    ('"natural_person": 8', '"natural_person": -Infinity', "-Infinity 不是数字", "null"),
    ('"natural_person": 8', '"natural_person": true', "是/否值", "数字"),
    ('"natural_person": 8', '"natural_person": 8, "natural_person": 9', "写了两次", "一处"),
    ('"year": 2022', '"year": 20222', "“20222”", "四位年份"),
    ('"year": 2022', '"year": 2022, "yaer": 1', "yaer", "year"),
    ('"id": "fee_list"', '"id": "inspection"', "用了两次", "不同的编号"),
    ('"source": "制度汇编"', '"source": "\\ud800"', "控制字符", "删去"),
    ('"source": "制度汇编"', '"source": "\\u0000"', "控制字符", "删去"),
    ('"year": 2022,', '"year": 2022', "附近", "逗号"),
    ('"year": 2022', '"year": ', "附近", "逗号"),
]


@pytest.mark.parametrize("indent", ["  ", "\t"])
@pytest.mark.parametrize(("old", "new", "what", "cure"), JSON_FAULTS)
def test_a_fault_in_json_is_named_with_its_line_and_cure(
    tmp_path: Path, old: str, new: str, what: str, cure: str, indent: str
) -> None:
    text, line = changed(JSON, old, new)
    path = written(tmp_path, text.replace("  ", indent), ".json")
    message = str(refused(path))
    lines = [int(number) for number in re.findall(r"第 (\d+) 行", message)]
    assert lines, message
    assert lines[0] - line in ((0, 1) if "附近" in what else (-1, 0)), message
    assert what in message, message
    assert cure in message.split("怎么办：", 1)[1], message


@pytest.mark.parametrize("suffix", [".yaml", ".json"])
@pytest.mark.parametrize("key", ["agency", "year", "table2", "table3", "table4"])
@pytest.mark.parametrize("how", ["left out", "blank"])
def test_a_missing_part_is_named(tmp_path: Path, suffix: str, key: str, how: str) -> None:
    data = json.loads(JSON)
    if how == "blank":
        data[key] = None
    else:
        del data[key]
    message = str(refused(written(tmp_path, json.dumps(data, ensure_ascii=False), suffix)))
    assert re.search(rf"缺少.*（{key}", message), message
    assert "补上" in message


def test_every_fault_is_named_at_once_but_no_more_than_eight(tmp_path: Path) -> None:
    text = YAML.replace("natural_person: 0", "natural_person: 无")
    message = str(refused(written(tmp_path, text)))
    assert message.count("怎么办") == 8
    assert re.search(r"另有 \d+ 处", message)


def test_ten_thousand_faults_cost_little(tmp_path: Path) -> None:
    facts = "".join(f"  - {{sourse{i}: x}}\n" for i in range(10_000))
    message = str(refused(written(tmp_path, YAML[: YAML.index("facts:")] + "facts:\n" + facts)))
    assert "另有" in message
    assert len(message) < 5000


@pytest.mark.parametrize("suffix", [".yaml", ".json"])
def test_a_giant_key_does_not_fill_the_screen(tmp_path: Path, suffix: str) -> None:
    data = json.loads(JSON) | {"k" * 200_000: 1}
    message = str(refused(written(tmp_path, json.dumps(data, indent=1), suffix)))
    assert len(message) < 2000


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("[]", ".json"),
        ("8", ".json"),
        ('"年报"', ".json"),
        ("- 1\n- 2", ".yaml"),
        ("年报", ".yaml"),
    ],
)
def test_what_is_no_form_is_refused(tmp_path: Path, text: str, suffix: str) -> None:
    assert "字段: 值" in str(refused(written(tmp_path, text, suffix)))


def test_a_report_with_narrative_keeps_impossible_values_for_the_rules(tmp_path: Path) -> None:
    data = json.loads(JSON) | {"preface": ["本报告由某机关编制。"]}
    data["table3"]["new"] |= {"natural_person": -8, "business": "0.5"}
    report = read_figures(written(tmp_path, json.dumps(data), ".json"))
    assert isinstance(report, AnnualReport)
    assert report.table3.new.natural_person == -8


def test_the_trail_of_a_draft_is_called_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "draft.json"
    path.write_text(
        '{"agency": "某局", "year": 2024, "engine": "offline", "sections": []}', "utf-8"
    )
    with pytest.raises(UnusableInput, match=r"草稿的依据文件[\s\S]*docx 或 html"):
        read_figures(path)
