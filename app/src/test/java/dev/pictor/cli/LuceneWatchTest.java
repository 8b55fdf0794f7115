package dev.pictor.cli;

import java.util.Map;

class LuceneWatchTest extends WatchContract {
  @Override
  Map<String, String> store() {
    return Map.of();
  }
}
