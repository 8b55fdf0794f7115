package dev.pictor.clip.text;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A line of the reference: a text and the ids that the original code gave it.
record ReferenceLine(String category, String text, List<Integer> ids) {
  private static final JsonMapper JSON = new JsonMapper();

  static Stream<ReferenceLine> parseAll(Stream<String> lines) {
    return lines.map(ReferenceLine::parse);
  }

  /// The ids of the file are padded with zeros, and a text may hold an end marker of its own; `n`
  /// is the length before padding and truncation.
  private static ReferenceLine parse(String line) {
    JsonNode json = JSON.readTree(line);
    int length = Math.min(json.get("n").asInt(), json.get("ids").size());
    List<Integer> ids = json.get("ids").valueStream().limit(length).map(JsonNode::asInt).toList();
    return new ReferenceLine(json.get("category").asString(), json.get("text").asString(), ids);
  }

  boolean agreesWith(ClipTokenizer tokenizer) {
    return Arrays.stream(tokenizer.encode(text)).boxed().toList().equals(ids);
  }
}
