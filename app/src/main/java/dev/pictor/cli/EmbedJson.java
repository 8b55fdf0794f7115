package dev.pictor.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pictor.clip.Embedding;
import org.jspecify.annotations.Nullable;

/// One line of `embed`: an embedding, or why there is none. Fields are only ever added.
///
/// @param type `text` or `image`
/// @param input the text, or the file as it was named
@JsonInclude(JsonInclude.Include.NON_NULL)
record EmbedJson(
    String type,
    String input,
    String fingerprint,
    @Nullable Integer dimension,
    float @Nullable [] embedding,
    @Nullable String error) {

  static EmbedJson of(String type, String input, Embedding embedding) {
    return new EmbedJson(
        type, input, embedding.fingerprint(), embedding.dimension(), embedding.toArray(), null);
  }

  static EmbedJson failed(String type, String input, String fingerprint, String error) {
    return new EmbedJson(type, input, fingerprint, null, null, error);
  }
}
