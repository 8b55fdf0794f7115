package dev.pictor.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pictor.clip.Clip;
import dev.pictor.clip.Embedding;
import dev.pictor.json.Json;
import dev.pictor.model.ModelState;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Embeddings of what is sent, and of nothing else: no address is fetched, no file is read.
final class EmbedRoutes implements HttpService {
  /// The most texts of one request.
  private static final int MOST_TEXTS = 64;

  /// The most characters of a text.
  private static final int LONGEST_TEXT = 10_000;

  /// The most bytes of JSON: a batch of texts, or a picture in base64.
  private static final int MAX_JSON_BYTES = 16 * 1024 * 1024;

  private static final Pattern DATA =
      Pattern.compile("data:image/[a-z0-9.+-]+;base64,", Pattern.CASE_INSENSITIVE);

  /// What OpenAI's models are called on the Hugging Face hub.
  private static final Map<String, String> HUB =
      Map.of(
          "openai/clip-vit-base-patch32", "ViT-B-32",
          "openai/clip-vit-base-patch16", "ViT-B-16",
          "openai/clip-vit-large-patch14", "ViT-L-14",
          "openai/clip-vit-large-patch14-336", "ViT-L-14-336px");

  /// Fields are only ever added.
  private record EmbeddingsJson(
      String model, String fingerprint, int dimension, List<Embedded> embeddings) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Embedded(@Nullable String text, @Nullable Boolean truncated, float[] embedding) {}

  private record OldEmbedding(float[] embedding) {}

  private final Searcher searcher;

  EmbedRoutes(Searcher searcher) {
    this.searcher = searcher;
  }

  @Override
  public void routing(HttpRules rules) {
    Http.post(rules, "/api/v1/embed", this::embed);
    Http.post(rules, "/embed", this::oldEmbed);
  }

  private void embed(ServerRequest request, ServerResponse response) {
    ModelState.Ready model = searcher.loaded();
    List<Embedded> embedded =
        JsonContent.isIn(request)
            ? texts(
                model.clip(),
                JsonContent.of(Http.content(request, MAX_JSON_BYTES))
                    .texts("texts", MOST_TEXTS, LONGEST_TEXT))
            : List.of(
                new Embedded(
                    null, null, searcher.embed(() -> UploadRoutes.content(request)).toArray()));
    send(
        request,
        response,
        new EmbeddingsJson(
            model.name(),
            model.clip().fingerprint(),
            model.clip().config().embeddingDimension(),
            embedded));
  }

  private static List<Embedded> texts(Clip clip, List<String> texts) {
    List<Embedding> embeddings = clip.encodeTexts(texts);
    return IntStream.range(0, texts.size())
        .mapToObj(
            i ->
                new Embedded(
                    texts.get(i),
                    !clip.tokenizer().fits(texts.get(i)),
                    embeddings.get(i).toArray()))
        .toList();
  }

  /// As an older program's embedding service takes it. Its clients do not all say that they send
  /// JSON.
  private void oldEmbed(ServerRequest request, ServerResponse response) {
    ModelState.Ready model = searcher.loaded();
    JsonContent asked = JsonContent.of(Http.content(request, MAX_JSON_BYTES));
    requireInUse(asked.text("model_name"), model.name());
    Embedding embedding =
        switch (asked.text("datatype")) {
          case "text" -> model.clip().encodeText(asked.text("value"));
          case "image" -> searcher.embed(() -> picture(asked.text("value")));
          default -> throw JsonContent.unusable("datatype", "takes “text” or “image”");
        };
    send(request, response, new OldEmbedding(embedding.toArray()));
  }

  private static void requireInUse(String asked, String inUse) {
    if (!asked.equals(inUse) && !inUse.equals(HUB.get(asked))) {
      throw new ProblemException(
          new Problem(
              422,
              "another-model",
              "Another model is in use",
              "“%s” was asked for; this server embeds with “%s”."
                  .formatted(Texts.shortened(asked), inUse)));
    }
  }

  private static byte[] picture(String value) {
    Matcher data = DATA.matcher(value);
    if (data.lookingAt()) {
      try {
        return Base64.getDecoder().decode(value.substring(data.end()));
      } catch (IllegalArgumentException e) {
        throw JsonContent.unusable("value", "has something else behind “base64,”");
      }
    }
    throw JsonContent.unusable(
        "value", "takes a picture as data:image/...;base64,...; no address is fetched");
  }

  private static void send(ServerRequest request, ServerResponse response, Object json) {
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    Http.send(request, response, 200, Http.JSON, Json.line(json));
  }
}
