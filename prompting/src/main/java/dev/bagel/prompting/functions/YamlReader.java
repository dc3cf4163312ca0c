package dev.bagel.prompting.functions;

import dev.bagel.prompting.functions.Value.Fields;
import dev.bagel.prompting.functions.Value.Items;
import dev.bagel.prompting.functions.Value.Nothing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The part of YAML 1.2 that function calls need: mappings, lists, texts of every style on one line
/// and in blocks, flow collections. No tags, anchors, aliases, merge keys, documents: nothing can
/// be constructed and nothing can grow.
///
/// What it reads means what it means in YAML. On top of that it takes a text without quotes that
/// holds a colon, `query: foo: bar`, which YAML refuses, so that it can mean nothing else.
final class YamlReader {
  private final YamlLines lines;
  private final YamlScalars scalars;

  /// @param lineStart where the line of the first key begins
  /// @param indent the column of that key
  YamlReader(String text, int lineStart, int indent) throws Unclear {
    this.lines = new YamlLines(text, lineStart, indent);
    this.scalars = new YamlScalars(lines);
  }

  /// The whole text as one mapping.
  static Fields whole(String text) throws Unclear {
    int line = 0;
    int first = 0;
    while (first < text.length() && " \t\n#".indexOf(text.charAt(first)) >= 0) {
      if (text.charAt(first) == '#') {
        first = lineEnd(text, first);
      } else if (text.charAt(first) == '\n') {
        line = ++first;
      } else {
        first++;
      }
    }
    if (first == text.length()) {
      throw Unclear.of("there is nothing in it");
    }
    YamlReader reader = new YamlReader(text, line, first - line);
    Fields fields = reader.mapping(0);
    if (reader.position() < text.length()) {
      throw Unclear.at(text, reader.position(), "this line belongs to nothing");
    }
    return fields;
  }

  private static int lineEnd(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  /// Where the block ends, in the text.
  int position() {
    return lines.position();
  }

  /// Reads up to the block's end, or up to prose that a blank line sets apart from it.
  Fields mapping(int depth) throws Unclear {
    checkDepth(depth);
    int indent = lines.indent();
    Map<String, Value> values = new LinkedHashMap<>();
    while (lines.has(indent)) {
      YamlKey key = YamlKey.at(lines);
      if (key == null) {
        if (depth == 0 && lines.blankBefore() && !values.isEmpty()) {
          return new Fields(values);
        }
        throw here("expected 'key: value'");
      }
      if (values.containsKey(key.name())) {
        throw here("the key '%s' stands twice".formatted(Shown.of(key.name())));
      }
      values.put(key.name(), valueAfter(key, indent, depth));
    }
    if (lines.isDeeper(indent)) {
      throw here("the indentation of this line fits none above it");
    }
    return new Fields(values);
  }

  private Value valueAfter(YamlKey key, int indent, int depth) throws Unclear {
    if (key.valueStart() < lines.end()) {
      lines.moveTo(key.valueStart());
      return scalars.read(indent, depth);
    }
    lines.next();
    if (lines.isDeeper(indent)) {
      return node(indent, depth + 1);
    }
    return lines.has(indent) && isItem() ? items(depth + 1) : new Nothing();
  }

  /// @param parent the column that all of the node is to the right of
  private Value node(int parent, int depth) throws Unclear {
    checkDepth(depth);
    if (isItem()) {
      return items(depth);
    }
    return YamlKey.at(lines) == null ? scalars.read(parent, depth) : mapping(depth);
  }

  private Items items(int depth) throws Unclear {
    checkDepth(depth);
    int indent = lines.indent();
    List<Value> values = new ArrayList<>();
    while (lines.has(indent) && isItem()) {
      int content = lines.firstOf(lines.start() + 1);
      if (content < lines.end()) {
        lines.moveTo(content);
        values.add(node(indent, depth + 1));
      } else {
        lines.next();
        values.add(lines.isDeeper(indent) ? node(indent, depth + 1) : new Nothing());
      }
    }
    if (lines.isDeeper(indent)) {
      throw here("the indentation of this line fits none above it");
    }
    return new Items(values);
  }

  private boolean isItem() {
    int dash = lines.start();
    return lines.text.charAt(dash) == '-'
        && (dash + 1 == lines.end() || YamlLines.isBlank(lines.text.charAt(dash + 1)));
  }

  private void checkDepth(int depth) throws Unclear {
    if (depth > LenientJson.DEEPEST) {
      throw here("the YAML is nested more than %d deep".formatted(LenientJson.DEEPEST));
    }
  }

  private Unclear here(String what) {
    return Unclear.at(lines.text, lines.start(), what);
  }
}
