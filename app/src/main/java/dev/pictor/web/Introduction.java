package dev.pictor.web;

import dev.pictor.model.ModelFile;
import dev.pictor.sketchbook.captions.Query;
import dev.pictor.sketchbook.model.ExampleQueries;
import dev.pictor.store.ModelIdentity;
import dev.pictor.web.view.Home.ModelNote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the first page says of a collection's model: searches that suit it, and what to know where
/// it is not for everything.
///
/// @param modelNote null for a model that knows photographs
record Introduction(List<String> queries, @Nullable ModelNote modelNote) {
  private static final Introduction PHOTOGRAPHS =
      new Introduction(
          List.of("man jumping", "cute dog", "snowy streets", "outer space", "santa claus"), null);

  private static final Introduction DRAWINGS =
      new Introduction(
          ExampleQueries.ALL.stream().map(Query::text).toList(),
          new ModelNote(
              "This is sketchbook, the small model that comes with Pictor. It knows drawn scenes.",
              "For photographs get CLIP ViT-B/32. Where it is missing, this says how:",
              "pictor index ~/Pictures"));

  static Introduction of(ModelIdentity model) {
    return ModelFile.isBundled(model.location()) ? DRAWINGS : PHOTOGRAPHS;
  }
}
