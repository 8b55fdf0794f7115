package dev.pictor.cli;

import java.util.Map;

class LuceneToLuceneTransferTest extends TransferContract {

  @Override
  Map<String, String> from() {
    return Map.of();
  }

  @Override
  Map<String, String> to() {
    return Map.of();
  }
}
