"""An agent over the known actions: a server whose model calls tools, calls them badly, or not at all."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from assistant.chat.choosing import ListChooser, choices, chooser_for
from assistant.chat.conversation import Conversation
from assistant.chat.tool_choosing import ToolChooser
from assistant.chat.tool_trial import try_tools
from assistant.drafting.planning.plan import SECTION_IDS
from assistant.drafting.writing.servers import Servers
from assistant.errors import ModelUnavailable
from assistant.reading.figures import read_figures
from assistant.report.model import AnnualReport
from assistant.resources import examples_dir
from assistant.retrieval.corpus import Corpus
from assistant.settings import Settings
from tests.drafting.scripted_writer import ScriptedWriter

UNCLEAR = "帮我把第五块收拾利索"
Calls = Sequence[tuple[str, str]]
FINISH: Calls = [("finish", "{}")]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return Corpus.open(tmp_path_factory.mktemp("corpus"))


@pytest.fixture
def figures() -> AnnualReport:
    return read_figures(Path(examples_dir() / "yuanzhou-2022.yaml"))


class Server(BaseHTTPRequestHandler):
    """Answers as a server whose model calls the next tools of a script, or says words."""

    script: list[Calls | str]
    status = 200
    asked: list[dict[str, Any]]

    def do_POST(self) -> None:
        self.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        turn = self.script[min(len(self.asked), len(self.script)) - 1]
        message: dict[str, Any] = {"role": "assistant", "content": turn}
        if not isinstance(turn, str):
            message = {"role": "assistant", "content": None, "tool_calls": calls_made(turn)}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        body = {"id": "1", "object": "chat.completion", "created": 1, "model": "big"}
        self.send_response(self.status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps({**body, "choices": [choice]}).encode())

    def log_message(self, *_: object) -> None:
        """Quiet."""


def calls_made(calls: Calls) -> list[dict[str, Any]]:
    return [
        {"id": f"c{i}", "type": "function", "function": {"name": name, "arguments": arguments}}
        for i, (name, arguments) in enumerate(calls)
    ]


@contextmanager
def serving(
    *script: Calls | str, status: int = 200, home: Path = Path("/nowhere")
) -> Iterator[tuple[Settings, list[Any]]]:
    handler = type("Handler", (Server,), {"script": [*script], "status": status, "asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}/v1"
    settings = Settings(NIANBAO_MODEL="big-72b", NIANBAO_BASE_URL=url, home=home)
    try:
        yield settings, handler.asked  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()


def picked(action: str, section: str = "") -> ListChooser:
    return ListChooser(ScriptedWriter(json.dumps({"action": action, "section": section})))


def said(conversation: Conversation, message: str) -> str:
    return "".join(reply.text for reply in conversation.respond(message))


def test_a_model_that_calls_tools_picks_by_a_call() -> None:
    with serving([("shorten", '{"section": "1.2"}')], FINISH) as (settings, asked):
        wishes = ToolChooser(settings).wishes("1.2收拾一下")
        assert next(wishes) == "1.2再短点"
    named = {tool["function"]["name"]: tool["function"]["parameters"] for tool in asked[0]["tools"]}
    assert set(named) == {"finish", *choices()}
    assert set(named["draft"]["properties"]["section"]["enum"]) == {"", *SECTION_IDS}


def test_what_came_of_a_call_is_told_to_the_model_which_calls_the_next(
    corpus: Corpus, figures: AnnualReport
) -> None:
    script: list[Calls] = [[("draft", '{"section": "5"}')], [("check", "{}")], FINISH]
    with serving(*script) as (settings, asked):
        talk = Conversation(figures, lambda: corpus, chooser=ToolChooser(settings))
        answer = said(talk, "第五块拾掇拾掇，完了给掌掌眼")
    assert "按“起草5”来做" in answer
    assert "按“校验”来做" in answer
    assert talk.history.draft is not None
    assert [section.id for section in talk.history.draft.sections] == ["5"]
    told = [message for message in asked[1]["messages"] if message["role"] == "tool"]
    assert "存在的主要问题" in told[0]["content"]
    assert len(asked) == 3


def test_two_calls_in_one_answer_are_both_done(corpus: Corpus, figures: AnnualReport) -> None:
    both: Calls = [("draft", '{"section": "5"}'), ("years", "{}")]
    with serving(both, FINISH) as (settings, _):
        talk = Conversation(figures, lambda: corpus, chooser=ToolChooser(settings))
        answer = said(talk, UNCLEAR)
    assert answer.index("按“起草5”") < answer.index("按“和去年比”")


def test_a_model_that_calls_without_end_is_stopped(corpus: Corpus, figures: AnnualReport) -> None:
    with serving([("check", "{}")]) as (settings, asked):
        talk = Conversation(figures, lambda: corpus, chooser=ToolChooser(settings))
        assert said(talk, UNCLEAR).count("按“校验”来做") == 1
    assert len(asked) == 2


@pytest.mark.parametrize(
    "answer",
    [
        [("launch", "{}")],
        [("shorten", "{broken")],
        [("figure", '{"words": 3}')],
        "好的，我来起草",
        [],
    ],
)
def test_a_malformed_call_falls_back_to_the_closed_list(
    answer: Calls | str, corpus: Corpus, figures: AnnualReport
) -> None:
    with serving(answer) as (settings, _):
        chooser = ToolChooser(settings, picked("draft", "5"))
        reply = said(Conversation(figures, lambda: corpus, chooser=chooser), UNCLEAR)
    assert "按“起草5”来做" in reply


def test_a_server_that_refuses_tools_falls_back_to_the_closed_list() -> None:
    with serving("", status=400) as (settings, _):
        assert next(ToolChooser(settings, picked("undo")).wishes(UNCLEAR)) == "撤销"


def test_a_model_that_finds_nothing_fitting_is_believed(corpus: Corpus) -> None:
    with serving(FINISH) as (settings, _):
        chooser = ToolChooser(settings, picked("draft", "5"))
        reply = said(Conversation(None, lambda: corpus, chooser=chooser), UNCLEAR)
    assert "没有听懂" in reply


def test_a_figure_is_set_in_the_persons_own_words_and_only_after_a_yes(
    corpus: Corpus, figures: AnnualReport
) -> None:
    words = json.dumps({"words": "收到申请改成9件"}, ensure_ascii=False)
    with serving([("figure", words)], FINISH) as (settings, _):
        talk = Conversation(figures, lambda: corpus, chooser=ToolChooser(settings))
        answer = said(talk, "哎申请那块记岔啦实际有9件")
    assert "8 → 9" in answer
    assert talk.figures is not None
    assert talk.figures.cell("t3.new.total") == 8


def test_a_number_that_the_person_did_not_say_is_not_set() -> None:
    words = json.dumps({"words": "收到申请改成900件"}, ensure_ascii=False)
    with serving([("figure", words)]) as (settings, _):
        assert list(ToolChooser(settings).wishes("申请那块记岔啦实际有9件")) == []


def test_a_server_that_fails_is_said_to_fail_and_the_talk_goes_on(corpus: Corpus) -> None:
    with serving("", status=500) as (settings, _):
        chooser = ToolChooser(settings)
        with pytest.raises(ModelUnavailable):
            next(chooser.wishes(UNCLEAR))
        answer = said(Conversation(None, lambda: corpus, chooser=chooser), UNCLEAR)
    assert "模型没有回答" in answer


def test_who_gets_tools_is_set_or_tried_or_a_matter_of_size(tmp_path: Path) -> None:
    small, large = ScriptedWriter(""), ScriptedWriter("")
    large.sizing = type(large.sizing)("large", "", 32000, 2000)

    def chosen(writer: ScriptedWriter, tool_calls: str = "auto") -> type:
        settings = Settings(NIANBAO_MODEL="m", home=tmp_path, tool_calls=tool_calls)  # type: ignore[arg-type]
        return type(chooser_for(settings, writer))

    assert (chosen(small), chosen(large)) == (ListChooser, ToolChooser)
    assert (chosen(small, "on"), chosen(large, "off")) == (ToolChooser, ListChooser)
    Servers(tmp_path).remember(Settings(NIANBAO_MODEL="m", home=tmp_path), tool_calls=False)
    assert (chosen(small), chosen(large)) == (ListChooser, ListChooser)


def test_the_trial_remembers_whether_the_model_calls_tools(tmp_path: Path) -> None:
    right: list[Calls] = [[("draft", '{"section": "1.2"}')], [("years", "{}")]]
    with serving(*right, home=tmp_path) as (settings, _):
        assert try_tools(settings).passed
        assert Servers(tmp_path).of(settings).tool_calls is True
    with serving("我不会调用工具", home=tmp_path) as (settings, _):
        trial = try_tools(settings)
        assert (trial.passed, "NIANBAO_TOOL_CALLS" in trial.advice) == (False, True)
        assert Servers(tmp_path).of(settings).tool_calls is False
    with serving("", status=400, home=tmp_path) as (settings, _):
        assert not try_tools(settings).passed
