"""What must not be lost: projects, versions, conversation, review, people.

Importing this package does nothing; a door opens the workspace once and keeps it. It may be used
from many threads and processes at once; nothing is cached in it.

    from assistant.workspace.workspace import open_workspace
    from assistant.workspace.values import LOCAL, Comment, Person
    from assistant.workspace.faults import Conflict, NotAllowed, NotThere, SignInNeeded
    from assistant.workspace.door import Door, Visit
    from assistant.workspace.people import People

    workspace = open_workspace(Settings(), lambda: datetime.now(UTC))

Who is it (at every request; raises `SignInNeeded` where the sign-in page is to be shown; without
any account it is `LOCAL`, on loopback only):

    door = Door(workspace)
    door.demand_safe(host)                                  # before serving
    visit = Visit(peer, headers, token)   # (name, value) pairs; uvicorn with proxy_headers=False
    signed_in = door.sign_in(name, password, door.sender(visit))  # .token for an HttpOnly cookie
    door.came_encrypted(visit, scheme)                      # whether that cookie is Secure
    person = door.person(visit)
    door.sign_out(token)
    People(workspace).exist()                               # are there accounts at all
    People(workspace, by=person)                            # an administrator's view of accounts

What they see and do; rights are looked up anew in each call, another agency's project is `NotThere`:

    view = workspace.as_person(person)
    view.projects()                      # ProjectInfo(id, agency, year, stage, ...)
    project = view.create_project("某市人民政府", 2025)      # .id goes into the address
    project = view.project(project_id)
    view.corpus_home(agency)             # the folder for `Corpus.open`: one per agency
    view.audit()

    now = project.read("figures")        # None, or Versioned(document, version, who, when, why)
    saved = project.save("figures", document, expected=now.version if now else 0, why="自动保存")
    saved.version, saved.merged          # merged: a colleague's cells that were taken in
    project.heads()                      # {"figures": 12, ...}: cheap, has somebody saved?
    project.versions("figures"); project.compare("figures", 3, 12)
    project.undo("figures", expected); project.redo(...); project.restore("figures", 3, expected)

    project.say("user", "起草第五部分", payload={...}); project.messages(after=0)
    project.submit(); project.withdraw(); project.approve(); project.reopen(why)
    project.send_back([Comment(section="1.2", sentence="…", text="请写明原因")])
    project.info().stage; project.review_steps(); project.archive(); project.note_export(["docx"])

Kinds are `figures` and `previous` (an `AnnualReport` as JSON, checked), `draft`, `decisions` and
`conversation` (any JSON object). `save`, `undo`, `redo` and `restore` raise `Conflict` when
somebody saved since `expected` (cells of figures and decisions that do not collide go together
instead); its text is for the person, its `current`, `changes` and `collisions` for a dialogue.
A call that has returned is on the disk. All errors are `AssistantError`s in Chinese.
"""
