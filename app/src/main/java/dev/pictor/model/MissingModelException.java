package dev.pictor.model;

import dev.pictor.PictorException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The model that is to be used is not on this machine; the message says how to get one.
public final class MissingModelException extends PictorException {
  private final transient @Nullable CatalogueModel available;

  MissingModelException(String message, Optional<CatalogueModel> available) {
    super(message);
    this.available = available.orElse(null);
  }

  /// What can be downloaded to go on; empty if the missing one is in no catalogue.
  public Optional<CatalogueModel> available() {
    return Optional.ofNullable(available);
  }
}
