package dev.pictor.adoption;

import dev.pictor.PictorException;

/// The embeddings cannot be taken over; the message says why and what to do.
public final class AdoptionException extends PictorException {
  private static final long serialVersionUID = 1;

  AdoptionException(String message) {
    super(message);
  }
}
