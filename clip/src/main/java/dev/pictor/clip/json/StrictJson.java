package dev.pictor.clip.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Parses JSON that may be hostile: valid UTF-8, one object, no name twice, nothing behind it, not
/// nested deeply, not of endlessly many parts.
public final class StrictJson {
  private static final int MAX_DEPTH = 32;

  /// Bounds the memory of the tree. A large vocabulary has 300,000.
  private static final int MAX_TOKENS = 1_000_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(100)
                          .maxTokenCount(MAX_TOKENS)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /// @throws BadJsonException if it is anything else; the message continues a sentence
  public static JsonNode object(byte[] utf8) throws BadJsonException {
    JsonNode node;
    try {
      node =
          MAPPER.readTree(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      throw new BadJsonException("is not UTF-8", e);
    } catch (JacksonException e) {
      String reason = e.getOriginalMessage().lines().findFirst().orElse("");
      throw new BadJsonException("is not the JSON that is needed (%s)".formatted(reason), e);
    }
    if (!node.isObject()) {
      throw new BadJsonException("is JSON, but no object");
    }
    return node;
  }
}
