package dev.pictor.cli;

import java.util.Map;

class LuceneReindexIT extends ReindexContract {
  @Override
  Map<String, String> store() {
    return Map.of();
  }
}
