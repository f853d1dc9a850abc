"""Drives the Watson simulator with ibm-watson, IBM's own client.

Every call goes through the client and its model classes, over HTTP, with tokens from the simulated identity service.
Ends with one JSON object: what was done, by part. Deliberately uses none of the bank's code nor the simulator's.

Arguments: simulator URL, API key, environment id.
"""

import json
import sys

from ibm_cloud_sdk_core import ApiException
from ibm_cloud_sdk_core.authenticators import BasicAuthenticator, IAMAuthenticator
from ibm_watson import AssistantV1, AssistantV2
from ibm_watson.assistant_v1 import Workspace
from ibm_watson.assistant_v2 import Skill, SkillsExport

URL, KEY, ENVIRONMENT = sys.argv[1:4]
VERSION = "2024-08-25"
NO_SUCH = "00000000-0000-4000-8000-000000000000"
done: "dict[str, list[str]]" = {"v1": [], "v2": [], "refused": []}


def service(cls, authenticator):
    made = cls(version=VERSION, authenticator=authenticator)
    made.set_service_url(f"{URL}/instances/i1")
    made.set_disable_ssl_verification(True)
    return made


def refused(code, call, *arguments, **named):
    """The call must fail with this status; the client must have understood the message."""
    try:
        call(*arguments, **named)
    except ApiException as error:
        assert error.status_code == code, error
        assert error.message and error.message != "Unknown error", error
        done["refused"].append(error.message)
        return
    raise AssertionError(f"{call.__name__} was not refused")


def says(text):
    return {"generic": [{"response_type": "text", "values": [{"text": text}], "selection_policy": "sequential"}]}


def skill(greeting):
    """A skill that greets, counts, and forgets nothing."""
    return {
        "intents": [
            {"intent": "hello", "examples": [{"text": "hello"}, {"text": "good morning"}]},
            {"intent": "count", "examples": [{"text": "count on"}, {"text": "one more please"}]},
        ],
        "entities": [{"entity": "tea", "fuzzy_match": True, "values": [
            {"type": "synonyms", "value": "green", "synonyms": ["sencha"]},
            {"type": "patterns", "value": "black", "patterns": ["black \\w+"]},
        ]}],
        "dialog_nodes": [
            {"dialog_node": "hello", "type": "standard", "conditions": "#hello", "output": says(greeting)},
            {"dialog_node": "count", "type": "standard", "conditions": "#count", "previous_sibling": "hello",
             "context": {"n": "<? ($n ?: 0) + 1 ?>"}, "output": says("That makes $n.")},
            {"dialog_node": "tea", "type": "standard", "conditions": "@tea", "previous_sibling": "count",
             "output": says("@tea it is."), "actions": [
                 {"name": "brew", "type": "client", "parameters": {"tea": "@tea"}, "result_variable": "done"}]},
            {"dialog_node": "else", "type": "standard", "conditions": "anything_else", "previous_sibling": "tea",
             "output": says("Pardon?")},
        ],
        "counterexamples": [{"text": "what is the weather"}],
    }


def v1():
    v1 = service(AssistantV1, IAMAuthenticator(KEY, url=URL))
    before = v1.list_workspaces().get_result()["workspaces"]
    assert len(before) == 1, before
    answer = v1.create_workspace(name="Tea", language="en", description="Made by a test", **skill("Hi."))
    assert answer.get_status_code() == 201, answer
    made = Workspace.from_dict(answer.get_result())
    done["v1"].append("create")
    assert len(v1.list_workspaces().get_result()["workspaces"]) == 2
    done["v1"].append("list")

    bare = v1.get_workspace(made.workspace_id).get_result()
    assert bare["counts"] == {"intent": 2, "entity": 1, "node": 4}, bare
    assert "intents" not in bare and bare["status"] == "Available", bare
    export = v1.get_workspace(made.workspace_id, export=True).get_result()
    read = Workspace.from_dict(export)
    assert [i.intent for i in read.intents] == ["hello", "count"], read
    assert [n.dialog_node for n in read.dialog_nodes] == ["hello", "count", "tea", "else"], read
    assert read.entities[0].values[1].type == "patterns", read
    done["v1"].append("export")

    first = v1.message(made.workspace_id, input={"text": "one more please"}, alternate_intents=True).get_result()
    assert first["output"]["text"] == ["That makes 1."], first
    assert first["intents"][0]["intent"] == "count" and len(first["intents"]) == 2, first
    second = v1.message(made.workspace_id, input={"text": "count on"}, context=first["context"]).get_result()
    assert second["output"]["text"] == ["That makes 2."], second
    assert second["context"]["conversation_id"] == first["context"]["conversation_id"], second
    third = v1.message(made.workspace_id, input={"text": "some senchaa"}, context=second["context"]).get_result()
    assert third["actions"][0]["parameters"] == {"tea": "green"}, third
    done["v1"].append("message")

    answer = v1.update_workspace(made.workspace_id, description="Changed", dialog_nodes=skill("Hey.")["dialog_nodes"])
    assert answer.get_result()["description"] == "Changed", answer
    more = [{"intent": "bye", "examples": [{"text": "bye now"}]}]
    v1.update_workspace(made.workspace_id, intents=more, append=True)
    counts = v1.get_workspace(made.workspace_id).get_result()["counts"]
    assert counts == {"intent": 3, "entity": 1, "node": 4}, counts
    heard = v1.message(made.workspace_id, input={"text": "hello"}).get_result()
    assert heard["output"]["text"] == ["Hey."], heard
    done["v1"].append("update")

    refused(400, v1.get_workspace, "tea")
    refused(400, v1.message, made.workspace_id, input={"text": "a\nb"})
    v1.delete_workspace(made.workspace_id)
    refused(404, v1.get_workspace, made.workspace_id)
    refused(404, v1.message, made.workspace_id, input={"text": "hello"})
    done["v1"].append("delete")
    return before[0]["workspace_id"]


def said(v2, text):
    answer = v2.message_stateless("any", ENVIRONMENT, input={"message_type": "text", "text": text}).get_result()
    return [element.get("text") for element in answer["output"]["generic"]]


def v2(skill_id):
    v2 = service(AssistantV2, IAMAuthenticator(KEY, url=URL))
    original = v2.get_skill(ENVIRONMENT, skill_id).get_result()
    read = Skill.from_dict(original)
    assert read.type == "dialog" and read.workspace["dialog_nodes"], read
    done["v2"].append("get skill")

    answer = v2.update_skill(ENVIRONMENT, skill_id, name="Tea", workspace=skill("Good day."))
    assert answer.get_status_code() == 202, answer
    assert said(v2, "hello") == ["Good day."]
    done["v2"].append("update skill")

    export = v2.export_skills(ENVIRONMENT, include_audit=True).get_result()
    skills = SkillsExport.from_dict(export)
    assert [s.name for s in skills.assistant_skills] == ["Tea"], skills
    done["v2"].append("export")
    dialog = dict(export["assistant_skills"][0], workspace=skill("Welcome back."))
    actions = {"name": "actions", "language": "en", "type": "action", "workspace": {"intents": []}}
    v2.import_skills(ENVIRONMENT, [dialog, actions], export["assistant_state"])
    status = v2.import_skills_status(ENVIRONMENT).get_result()
    assert status["status"] == "Available", status
    assert said(v2, "hello") == ["Welcome back."]
    kinds = [s["type"] for s in v2.export_skills(ENVIRONMENT).get_result()["assistant_skills"]]
    assert kinds == ["dialog", "action"], kinds
    done["v2"].append("import")

    session = v2.create_session("any", ENVIRONMENT).get_result()["session_id"]
    for text, heard in [("one more please", "That makes 1."), ("one more please", "That makes 2.")]:
        answer = v2.message("any", ENVIRONMENT, session, input={"message_type": "text", "text": text}).get_result()
        assert answer["output"]["generic"][0]["text"] == heard, answer
    v2.delete_session("any", ENVIRONMENT, session)
    refused(404, v2.message, "any", ENVIRONMENT, session, input={"message_type": "text", "text": "hello"})
    done["v2"].append("session")

    refused(404, v2.get_skill, ENVIRONMENT, NO_SUCH)
    v2.update_skill(ENVIRONMENT, skill_id, name=original["name"], workspace=original["workspace"])


def doors():
    assert service(AssistantV1, BasicAuthenticator("apikey", KEY)).list_workspaces().get_status_code() == 200
    refused(401, service(AssistantV1, BasicAuthenticator("apikey", "wrong")).list_workspaces)
    refused(400, service(AssistantV1, IAMAuthenticator("wrong", url=URL)).list_workspaces)


v2(v1())
doors()
print(json.dumps(done))
