"""Renders chat templates with Jinja2 as the usual Python library sets it up.

Standard input: a JSON array of {template, messages, bos_token, eos_token}. Standard output: a JSON
array of {text, spans} or {error}; spans count code points.
"""
import functools
import json
import sys

from jinja2 import nodes
from jinja2.exceptions import TemplateError
from jinja2.ext import Extension, loopcontrols
from jinja2.sandbox import ImmutableSandboxedEnvironment


class Generation(Extension):
    """Notes where generation blocks write, which it can tell of blocks outside of macros only."""

    tags = {"generation"}
    blocks, spans = [], []

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(("name:endgeneration",), drop_needle=True)
        return nodes.CallBlock(self.call_method("_note"), [], [], body).set_lineno(line)

    def _note(self, caller):
        text = caller()
        start = sum(map(len, self.blocks))
        self.spans.append([start, start + len(text)])
        return text


def refuse(message):
    raise TemplateError(message)


environment = ImmutableSandboxedEnvironment(
    trim_blocks=True, lstrip_blocks=True, extensions=[Generation, loopcontrols]
)
environment.globals["raise_exception"] = refuse
compiled = functools.cache(environment.from_string)


def render(case):
    template = compiled(case.pop("template"))
    Generation.blocks.clear()
    Generation.spans.clear()
    try:
        for block in template.generate(**case, tools=None, add_generation_prompt=False):
            Generation.blocks.append(block)
    except TemplateError as error:
        return {"error": str(error)}
    return {"text": "".join(Generation.blocks), "spans": list(Generation.spans)}


json.dump([render(case) for case in json.load(sys.stdin)], sys.stdout)
