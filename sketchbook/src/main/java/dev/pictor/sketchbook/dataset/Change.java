package dev.pictor.sketchbook.dataset;

import dev.pictor.sketchbook.Group;
import dev.pictor.sketchbook.Hue;
import dev.pictor.sketchbook.Kind;
import dev.pictor.sketchbook.Pose;
import dev.pictor.sketchbook.Relation;
import dev.pictor.sketchbook.Scene;
import dev.pictor.sketchbook.Setting;
import dev.pictor.sketchbook.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/// Makes another scene of one that differs in a single respect.
enum Change {
  /// Two groups exchange their colours.
  SWAP_COLOURS,
  COLOUR,
  KIND,
  COUNT,
  POSE,
  SIZE,
  SETTING,
  /// Left becomes right, above becomes under.
  RELATION;

  /// The changed scene; empty if there is nothing to change.
  Optional<Scene> of(Scene scene, SplittableRandom random) {
    return switch (this) {
      case SWAP_COLOURS -> swapped(scene);
      case SETTING ->
          Optional.of(
              new Scene(
                  other(Setting.values(), scene.setting(), random),
                  scene.groups(),
                  scene.relation(),
                  scene.aspect(),
                  scene.seed()));
      case RELATION -> turned(scene);
      case COLOUR, KIND, COUNT, POSE, SIZE -> withGroup(scene, random);
    };
  }

  private Optional<Scene> withGroup(Scene scene, SplittableRandom random) {
    if (scene.groups().isEmpty()) {
      return Optional.empty();
    }
    int index = random.nextInt(scene.groups().size());
    Group old = scene.groups().get(index);
    return changed(old, random)
        .filter(group -> !group.equals(old))
        .filter(
            group ->
                scene.groups().stream()
                    .noneMatch(taken -> taken != old && taken.kind() == group.kind()))
        .map(group -> replaced(scene, index, group));
  }

  private Optional<Group> changed(Group group, SplittableRandom random) {
    Kind kind = group.kind();
    return switch (this) {
      case COLOUR ->
          kind.coloured()
              ? Optional.of(
                  new Group(
                      kind,
                      other(Hue.values(), group.hue(), random),
                      group.count(),
                      group.pose(),
                      group.size()))
              : Optional.empty();
      case KIND -> {
        Kind other =
            kind.isPerson()
                ? kind == Kind.MAN ? Kind.WOMAN : Kind.MAN
                : other(
                    Arrays.stream(Kind.values()).filter(k -> !k.isPerson()).toArray(Kind[]::new),
                    kind,
                    random);
        yield Optional.of(new Group(other, group.hue(), group.count(), group.pose(), group.size()));
      }
      case COUNT ->
          kind == Kind.STARS // one drawing shows a handful
              ? Optional.empty()
              : Optional.of(
                  new Group(
                      kind,
                      group.hue(),
                      other(new Integer[] {1, 2, 3, 4}, group.count(), random),
                      group.pose(),
                      group.size()));
      case POSE ->
          group.pose() instanceof Pose pose
              ? Optional.of(
                  new Group(
                      kind,
                      group.hue(),
                      group.count(),
                      other(Pose.values(), pose, random),
                      group.size()))
              : Optional.empty();
      case SIZE ->
          Optional.of(
              new Group(
                  kind,
                  group.hue(),
                  group.count(),
                  group.pose(),
                  group.size() == Size.BIG ? Size.SMALL : Size.BIG));
      case SWAP_COLOURS, SETTING, RELATION -> Optional.empty();
    };
  }

  private static Optional<Scene> swapped(Scene scene) {
    if (scene.groups().size() < 2) {
      return Optional.empty();
    }
    Group one = scene.groups().get(0);
    Group two = scene.groups().get(1);
    return !one.kind().coloured() || !two.kind().coloured() || one.hue() == two.hue()
        ? Optional.empty()
        : Optional.of(replaced(replaced(scene, 0, hued(one, two.hue())), 1, hued(two, one.hue())));
  }

  private static Group hued(Group group, Hue hue) {
    return new Group(group.kind(), hue, group.count(), group.pose(), group.size());
  }

  private static Optional<Scene> turned(Scene scene) {
    UnaryOperator<Relation> opposite =
        relation ->
            switch (relation) {
              case LEFT_OF -> Relation.RIGHT_OF;
              case RIGHT_OF -> Relation.LEFT_OF;
              case ABOVE -> Relation.UNDER;
              case UNDER -> Relation.ABOVE;
              case ON, NEXT_TO -> relation;
            };
    return scene.relation() instanceof Relation relation && opposite.apply(relation) != relation
        ? Optional.of(
            new Scene(
                scene.setting(),
                scene.groups(),
                opposite.apply(relation),
                scene.aspect(),
                scene.seed()))
        : Optional.empty();
  }

  private static Scene replaced(Scene scene, int index, Group group) {
    List<Group> groups = new ArrayList<>(scene.groups());
    groups.set(index, group);
    return new Scene(scene.setting(), groups, scene.relation(), scene.aspect(), scene.seed());
  }

  private static <T> T other(T[] options, T not, SplittableRandom random) {
    while (true) {
      T option = options[random.nextInt(options.length)];
      if (!option.equals(not)) {
        return option;
      }
    }
  }
}
