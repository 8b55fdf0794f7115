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

/// Vocabularies from `vocab.json` and `merges.txt`, or from a `tokenizer.json`.
class VocabularyFilesTest {
  @TempDir Path folder;
  final Map<String, Object> ids = new LinkedHashMap<>();
  final List<String> merges = new ArrayList<>();
  String type = "BPE";
  String suffix = "</w>";

  @BeforeEach
  void startWithBytesAndAFewMerges() {
    ids.putAll(SmallVocabulary.ids());
    merges.add("d o");
    merges.add("do g</w>");
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

  @Test
  void tokenizerFile_isTheSameVocabulary() throws IOException {
    String expected = read(1_000).identity();

    assertThat(readOneFile(merges, "").identity()).isEqualTo(expected);
    List<List<String>> pairs = merges.stream().map(merge -> List.of(merge.split(" "))).toList();
    assertThat(readOneFile(pairs, "").identity()).isEqualTo(expected);
    assertThat(
            readOneFile(
                    merges, ", \"added_tokens\": [{\"id\": 515, \"content\": \"<|endoftext|>\"}]")
                .identity())
        .isEqualTo(expected);
  }

  @Test
  void tokenizerFileOfAnotherKind_isRefused() {
    assertRefusedOneFile(List.of("c a"), "", "number 0 of model.merges ('c a') needs the token");
    assertRefusedOneFile(List.of(List.of("c")), "", "field model.merges is");
    assertRefusedOneFile("d o", "", "field model.merges is");
    assertRefusedOneFile(
        merges, ", \"added_tokens\": [{\"id\": 600, \"content\": \"<new>\"}]", "added_tokens is");
    type = "WordPiece";
    assertRefusedOneFile(merges, "", "field model.type is \"WordPiece\"");
    type = "BPE";
    suffix = "";
    assertRefusedOneFile(merges, "", "field model.end_of_word_suffix is \"\"");
  }

  private void assertRefusedOneFile(Object pairs, String more, String reason) {
    assertThatThrownBy(() -> readOneFile(pairs, more))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(folder.resolve("tokenizer.json").toString())
        .hasMessageContaining(reason);
  }

  private ClipTokenizer readOneFile(Object pairs, String more) throws IOException {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("type", type);
    model.put("end_of_word_suffix", suffix);
    model.put("vocab", ids);
    model.put("merges", pairs);
    Path file = folder.resolve("tokenizer.json");
    Files.writeString(
        file, "{\"model\": %s%s}".formatted(JsonMapper.shared().writeValueAsString(model), more));
    return ClipTokenizer.of(file, 1_000, 77);
  }

  private void assertRefused(String file, String reason) {
    assertThatThrownBy(() -> read(1_000))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(folder.resolve(file).toString())
        .hasMessageContaining(reason);
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
