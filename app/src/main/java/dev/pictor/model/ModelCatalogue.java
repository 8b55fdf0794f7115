package dev.pictor.model;

import dev.pictor.config.ConfigException;
import dev.pictor.config.Settings;
import dev.pictor.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// The models that Pictor knows where to get: the built-in ones, and those of the file that
/// `PICTOR_MODEL_CATALOGUE` names, which go before.
public final class ModelCatalogue {
  /// What is used unless something else is asked for.
  public static final String DEFAULT = "ViT-B-32";

  private final Map<String, CatalogueModel> models = new LinkedHashMap<>();

  private ModelCatalogue(List<CatalogueModel> builtIn, List<CatalogueModel> own) {
    builtIn.forEach(model -> models.put(model.name(), model));
    own.forEach(model -> models.put(model.name(), model));
  }

  /// @throws ConfigException if the file that the settings name cannot be used
  public static ModelCatalogue of(Settings settings) {
    return new ModelCatalogue(
        builtIn(), settings.modelCatalogue() instanceof Path file ? read(file) : List.of());
  }

  public Optional<CatalogueModel> find(String name) {
    return Optional.ofNullable(models.get(name));
  }

  /// What to offer to whoever has no model.
  CatalogueModel usual() {
    return find(DEFAULT).orElseThrow();
  }

  public Collection<CatalogueModel> models() {
    return models.values();
  }

  private static List<CatalogueModel> builtIn() {
    try (InputStream resource =
        Objects.requireNonNull(ModelCatalogue.class.getResourceAsStream("catalogue.json"))) {
      return parse(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<CatalogueModel> read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new ConfigException(
          "The catalogue of models %s cannot be read: %s".formatted(file, e), e);
    } catch (JacksonException e) {
      throw new ConfigException(
          "The catalogue of models %s cannot be used: %s".formatted(file, e.getOriginalMessage()),
          e);
    }
  }

  private static List<CatalogueModel> parse(String json) {
    return List.of(Json.read(json, CatalogueModel[].class));
  }
}
