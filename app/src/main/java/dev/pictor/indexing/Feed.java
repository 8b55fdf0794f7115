package dev.pictor.indexing;

import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// Where the files to be read come from.
@FunctionalInterface
interface Feed {
  /// Puts them into a sink, until there are no more.
  ///
  /// @param sink says whether to go on
  /// @param ending whether there is no sense in going on
  void into(Predicate<Candidate> sink, BooleanSupplier ending);
}
