package dev.pictor.clip.text;

import dev.pictor.clip.ModelException;
import dev.pictor.clip.json.JsonFields;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/// Reads a vocabulary from the `tokenizer.json` of Hugging Face's tokenizers: a model of the type
/// BPE whose words end with `</w>`, as CLIP's do. Its rules for cleaning and splitting are not
/// read: a CLIP's are known.
final class TokenizerFile {
  private TokenizerFile() {}

  /// @param mostTokens how many the model knows
  /// @throws ModelException if it cannot be read or is of another kind
  static Vocabulary read(Path file, int mostTokens) {
    JsonFields root = JsonFields.read(file, VocabularyFiles.MAX_BYTES);
    JsonFields model = part(root, "model");
    require(model, "type", "BPE");
    require(model, "end_of_word_suffix", VocabularyBuilder.END_OF_WORD);
    VocabularyBuilder builder = new VocabularyBuilder(part(model, "vocab"), mostTokens);
    requireNoMore(root, builder);
    return builder.build(
        merges(model),
        (rank, problem) ->
            new ModelException(
                "Cannot read the model file %s: number %d of model.merges %s."
                    .formatted(file, rank, problem)));
  }

  private static JsonFields part(JsonFields fields, String name) {
    JsonFields part = fields.part(name);
    if (part == null) {
      throw fields.refused(name, "an object is needed");
    }
    return part;
  }

  private static void require(JsonFields fields, String field, String value) {
    if (!fields.text(field, "").equals(value)) {
      throw fields.refused(field, "a CLIP's is \"%s\"".formatted(value));
    }
  }

  /// Tokens that are matched before all others: a CLIP's are in the vocabulary.
  private static void requireNoMore(JsonFields root, VocabularyBuilder builder) {
    JsonNode added = root.get("added_tokens");
    if (added == null) {
      return;
    }
    for (JsonNode token : added.values()) {
      JsonNode content = token.get("content");
      JsonNode id = token.get("id");
      if (content == null
          || id == null
          || !content.isString()
          || !id.canConvertToInt()
          || !Objects.equals(builder.find(content.stringValue()), id.intValue())) {
        throw root.refused("added_tokens", "only tokens of the vocabulary are supported");
      }
    }
  }

  /// Pairs, each a text with a space in it or a list of two.
  private static List<String> merges(JsonFields model) {
    JsonNode value = model.get("merges");
    if (value == null || !value.isArray()) {
      throw model.refused("merges", "a list is needed");
    }
    List<String> merges = new ArrayList<>();
    for (JsonNode merge : value.values()) {
      if (merge.isString()) {
        merges.add(merge.stringValue());
      } else if (merge.size() == 2 && merge.get(0).isString() && merge.get(1).isString()) {
        merges.add(merge.get(0).stringValue() + " " + merge.get(1).stringValue());
      } else {
        throw model.refused("merges", "pairs of tokens are needed");
      }
    }
    return merges;
  }
}
