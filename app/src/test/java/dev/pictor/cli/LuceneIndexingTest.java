package dev.pictor.cli;

import java.util.Map;

class LuceneIndexingTest extends IndexingContract {
  @Override
  Map<String, String> store() {
    return Map.of();
  }

  @Override
  String storeName() {
    return "lucene";
  }

  @Override
  String storeReason() {
    return "DATABASE_URL is not set";
  }
}
