"""The peer of `benchmarks/run templates`: Jinja2, set up as libraries of chat templates set it up.

Reads commands from standard input, one JSON object a line, and answers each with one line:

    {"do": "version"}                                   -> {"python": ..., "jinja2": ...}
    {"do": "load", "cases": [{"template", "variables", "now"}, ...]}   -> {"loaded": n}
    {"do": "render", "case": i}                         -> {"text": ...} or {"error": ...}
    {"do": "rate", "cases": [i, ...], "seconds": s}     -> {"renders": n, "seconds": t}
    {"do": "compile", "case": i, "seconds": s}          -> {"renders": n, "seconds": t}

`rate` renders the cases in turn from compiled templates; `compile` compiles and renders one anew
each time. Templates are compiled when they are loaded.
"""

import json
import platform
import sys
import time
from datetime import datetime

import jinja2
from jinja2 import nodes
from jinja2.exceptions import TemplateError
from jinja2.ext import Extension, loopcontrols
from jinja2.sandbox import ImmutableSandboxedEnvironment


class Generation(Extension):
    """`{% generation %} ... {% endgeneration %}`: the text inside, as it stands."""

    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(("name:endgeneration",), drop_needle=True)
        call = self.call_method("_inside")
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    @staticmethod
    def _inside(caller):
        return caller()


def tojson(value, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
    return json.dumps(
        value,
        ensure_ascii=ensure_ascii,
        indent=indent,
        separators=separators,
        sort_keys=sort_keys,
    )


def raise_exception(message):
    raise TemplateError(message)


def environment(now):
    env = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[Generation, loopcontrols]
    )
    env.filters["tojson"] = tojson
    env.globals["raise_exception"] = raise_exception
    env.globals["strftime_now"] = now.strftime
    return env


class Case:
    def __init__(self, given, env, compiled):
        self.source = given["template"]
        self.variables = given["variables"]
        self.environment = env
        self.compiled = compiled

    def compile(self):
        return self.environment.from_string(self.source)

    def render(self):
        return self.compiled.render(**self.variables)

    def compile_and_render(self):
        return self.compile().render(**self.variables)


def load(given):
    """The cases, with each template compiled once."""
    environments = {}
    compiled = {}
    cases = []
    for one in given:
        now = one["now"]
        if now not in environments:
            environments[now] = environment(datetime.fromisoformat(now))
        key = (now, one["template"])
        if key not in compiled:
            compiled[key] = environments[now].from_string(one["template"])
        cases.append(Case(one, environments[now], compiled[key]))
    return cases


def timed(works, seconds):
    """Does the works in turn, all of them equally often, for about so many seconds on the wall.

    The seconds that are returned are of processor time: a busy machine does not lengthen them.
    """
    clock = time.perf_counter
    done = 0
    used = time.process_time()
    end = clock() + seconds
    while clock() < end:
        for work in works:
            work()
        done += len(works)
    return {"renders": done, "seconds": time.process_time() - used}


def rendered(case):
    try:
        return {"text": case.render()}
    except Exception as e:  # whatever a template raises is its result
        return {"error": str(e)}


def answer(command, cases):
    match command["do"]:
        case "version":
            return {"python": platform.python_version(), "jinja2": jinja2.__version__}
        case "load":
            cases[:] = load(command["cases"])
            return {"loaded": len(cases)}
        case "render":
            return rendered(cases[command["case"]])
        case "rate":
            return timed([cases[i].render for i in command["cases"]], command["seconds"])
        case "compile":
            return timed([cases[command["case"]].compile_and_render], command["seconds"])
    raise ValueError("unknown command " + command["do"])


def main():
    cases = []
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line), cases)), flush=True)


if __name__ == "__main__":
    main()
