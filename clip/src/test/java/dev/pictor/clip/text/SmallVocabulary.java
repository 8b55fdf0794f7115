package dev.pictor.clip.text;

import java.util.LinkedHashMap;
import java.util.Map;

/// The bytes, two merges that make "dog", and the markers: 516 tokens.
public final class SmallVocabulary {
  private SmallVocabulary() {}

  public static Map<String, Object> ids() {
    Map<String, Object> ids = new LinkedHashMap<>();
    for (String end : new String[] {"", "</w>"}) {
      for (int b = 0; b < 256; b++) {
        ids.put(ByteSpelling.of(b) + end, ids.size());
      }
    }
    for (String token : new String[] {"do", "dog</w>", "<|startoftext|>", "<|endoftext|>"}) {
      ids.put(token, ids.size());
    }
    return ids;
  }
}
