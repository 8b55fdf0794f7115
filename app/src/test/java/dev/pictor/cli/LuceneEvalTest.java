package dev.pictor.cli;

import java.util.List;
import java.util.Map;

class LuceneEvalTest extends EvalContract {
  @Override
  Map<String, String> store() {
    return Map.of();
  }

  @Override
  String storeName() {
    return "lucene";
  }

  /// They would lie below `PICTOR_HOME`, which must not even be made.
  @Override
  List<String> collections() {
    return List.of();
  }
}
