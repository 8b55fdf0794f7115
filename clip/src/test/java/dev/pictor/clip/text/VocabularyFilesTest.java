package dev.pictor.clip.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.clip.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Vocabularies from `vocab.json` and `merges.txt`.
class VocabularyFilesTest {
  @TempDir Path folder;
  final Map<String, Object> ids = new LinkedHashMap<>();
  final List<String> merges = new ArrayList<>();

  @BeforeEach
  void startWithBytesAndAFewMerges() {
    for (String end : List.of("", "</w>")) {
      for (int b = 0; b < 256; b++) {
        ids.put(ByteSpelling.of(b) + end, ids.size());
      }
    }
    merge("d", "o");
    merge("do", "g</w>");
    ids.put("<|startoftext|>", ids.size());
    ids.put("<|endoftext|>", ids.size());
  }

  @Test
  void ownVocabulary_encodesByItsMerges_andAnyOtherWordByBytes() throws IOException {
    ClipTokenizer tokenizer = read(1_000);

    assertThat(tokenizer.vocabularySize()).isEqualTo(516);
    assertThat(tokenizer.encode("dog")).containsExactly(514, id("dog</w>"), 515);
    assertThat(tokenizer.encode("cat")).containsExactly(514, id("c"), id("a"), id("t</w>"), 515);
    assertThat(tokenizer.encode("é")).hasSize(4);
  }

  @Test
  void builtInVocabularyAsFiles_hasTheSameIdentity() throws IOException {
    Vocabulary builtIn = OpenAiVocabulary.get();
    Vocabulary.Merges pairs = OpenAiVocabulary.merges();
    String[] spelling = new String[builtIn.size()];
    for (int b = 0; b < 256; b++) {
      spelling[builtIn.byteId((byte) b, false)] = ByteSpelling.of(b);
      spelling[builtIn.byteId((byte) b, true)] = ByteSpelling.of(b) + "</w>";
    }
    merges.clear();
    for (int rank = 0; rank < pairs.count(); rank++) {
      String left = spelling[pairs.left()[rank]];
      String right = spelling[pairs.right()[rank]];
      spelling[pairs.merged()[rank]] = left + right;
      merges.add(left + " " + right);
    }
    spelling[builtIn.startMarker()] = "<|startoftext|>";
    spelling[builtIn.endMarker()] = "<|endoftext|>";
    ids.clear();
    for (int id = 0; id < spelling.length; id++) {
      ids.put(spelling[id], id);
    }

    assertThat(read(49_408).identity()).isEqualTo(ClipTokenizer.openAi(77).identity());
  }

  @Test
  void filesThatDoNotBelongTogether_areRefused() {
    merges.add("c a");
    assertRefused("merges.txt", "line 4 ('c a') needs the token 'ca'");
    merges.set(2, "d o");
    assertRefused("merges.txt", "line 4 ('d o') is no pair");
    merges.set(2, "d  o");
    assertRefused("merges.txt", "line 4 ('d  o') is no pair");
    merges.removeLast();
    ids.put("x", 3);
    assertRefused("vocab.json", "each token needs an id of its own");
    ids.put("x", 1_000);
    assertRefused("vocab.json", "field x is 1000; a whole number from 0 to 999");
    ids.put("x", "1");
    assertRefused("vocab.json", "field x is \"1\"");
    ids.remove("x");
    assertRefused("vocab.json", "the token 'x' is missing");
  }

  private void assertRefused(String file, String reason) {
    assertThatThrownBy(() -> read(1_000))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(folder.resolve(file).toString())
        .hasMessageContaining(reason);
  }

  private void merge(String left, String right) {
    merges.add(left + " " + right);
    ids.put(left + right, ids.size());
  }

  private int id(String token) {
    return (Integer) ids.getOrDefault(token, -1);
  }

  private ClipTokenizer read(int mostTokens) throws IOException {
    Path vocabulary = folder.resolve("vocab.json");
    Files.writeString(vocabulary, JsonMapper.shared().writeValueAsString(ids));
    Path pairs = folder.resolve("merges.txt");
    Files.writeString(pairs, "#version: 0.2\n" + String.join("\n", merges) + "\n");
    return ClipTokenizer.of(vocabulary, pairs, mostTokens, 77);
  }
}
