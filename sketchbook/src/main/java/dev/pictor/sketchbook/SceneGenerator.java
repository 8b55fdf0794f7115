package dev.pictor.sketchbook;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Thinks up scenes: the same curriculum, split and seed always give the same scene.
///
/// @param heldOut true: every scene has a held-out composition; false: none has
public record SceneGenerator(Curriculum curriculum, boolean heldOut) {
  private static final double[] ASPECTS = {1, 1, 4 / 3.0, 3 / 2.0, 3 / 4.0, 16 / 9.0, 2 / 3.0};
  private static final List<Kind> KINDS = List.of(Kind.values());
  private static final List<Kind> SUPPORTS =
      List.of(Kind.TABLE, Kind.BOOK, Kind.BUS, Kind.CAR, Kind.TRAIN, Kind.CHAIR);
  private static final List<Kind> CARRIED =
      List.of(Kind.CAT, Kind.BIRD, Kind.CUP, Kind.BOOK, Kind.APPLE, Kind.BALL, Kind.LAMP);

  /// The scene of a seed.
  public Scene scene(long seed) {
    SplittableRandom random = new SplittableRandom(mixed(seed));
    while (true) {
      Scene scene = draft(random);
      if (allowed(scene)) {
        return scene;
      }
    }
  }

  /// Spreads neighbouring seeds: streams of `SplittableRandom` that start a multiple of its own
  /// step apart run into each other, and scenes would come again. The finalizer of MurmurHash3.
  private static long mixed(long seed) {
    long bits = (seed ^ seed >>> 33) * 0xff51afd7ed558ccdL;
    bits = (bits ^ bits >>> 33) * 0xc4ceb9fe1a85ec53L;
    return bits ^ bits >>> 33;
  }

  private boolean allowed(Scene scene) {
    return heldOut == HeldOut.touches(scene);
  }

  private Scene draft(SplittableRandom random) {
    Setting setting = pick(Setting.values(), random);
    double dice = random.nextDouble();
    List<Group> groups = new ArrayList<>();
    @Nullable Relation relation = null;
    if ((dice -= curriculum.empty()) < 0) {
      // the setting alone
    } else if ((dice -= curriculum.single()) < 0) {
      groups.add(group(kind(setting, groups, random), 1, random));
    } else if ((dice -= curriculum.several()) < 0) {
      groups.add(group(kind(setting, groups, random), random.nextInt(2, 5), random));
    } else if ((dice -= curriculum.related()) < 0) {
      relation = pick(Relation.values(), random);
      related(setting, relation, groups, random);
    } else {
      int count = random.nextDouble() < 0.75 ? 2 : 3;
      while (groups.size() < count) {
        groups.add(group(kind(setting, groups, random), count(random), random));
      }
    }
    return new Scene(
        setting, groups, relation, ASPECTS[random.nextInt(ASPECTS.length)], random.nextLong());
  }

  private void related(
      Setting setting, Relation relation, List<Group> groups, SplittableRandom random) {
    if (relation == Relation.ON) {
      groups.add(group(pick(CARRIED.toArray(Kind[]::new), random), 1, random));
      Kind support;
      do {
        support = pick(SUPPORTS.toArray(Kind[]::new), random);
      } while (support == groups.getFirst().kind());
      groups.add(group(support, 1, random));
      return;
    }
    boolean vertical = relation == Relation.ABOVE || relation == Relation.UNDER;
    for (int side = 0; side < 2; side++) {
      boolean upper = vertical && (side == 0) == (relation == Relation.ABOVE);
      Kind kind =
          upper && random.nextDouble() < curriculum.sensible()
              ? kind(other -> other.livesIn(Habitat.SKY), groups, random)
              : kind(setting, groups, random);
      groups.add(group(kind, count(random), random));
    }
  }

  private static int count(SplittableRandom random) {
    double dice = random.nextDouble();
    return dice < 0.7 ? 1 : dice < 0.87 ? 2 : dice < 0.95 ? 3 : 4;
  }

  private Kind kind(Setting setting, List<Group> taken, SplittableRandom random) {
    if (random.nextDouble() < curriculum.persons()
        && taken.stream().noneMatch(group -> group.kind().isPerson())
        && (curriculum.sensible() < 1 || setting.zoneOf(Kind.MAN).isPresent())) {
      return random.nextBoolean() ? Kind.MAN : Kind.WOMAN;
    }
    boolean sensible = random.nextDouble() < curriculum.sensible();
    return kind(kind -> !sensible || setting.zoneOf(kind).isPresent(), taken, random);
  }

  private static Kind kind(Predicate<Kind> fitting, List<Group> taken, SplittableRandom random) {
    List<Kind> fit = new ArrayList<>(KINDS.size()); // no stream: the demo tries 100,000 scenes
    for (Kind kind : KINDS) {
      if (fitting.test(kind) && !isTaken(kind, taken)) {
        fit.add(kind);
      }
    }
    return fit.isEmpty() ? kind(kind -> true, taken, random) : fit.get(random.nextInt(fit.size()));
  }

  private static boolean isTaken(Kind kind, List<Group> taken) {
    for (Group group : taken) {
      if (group.kind() == kind) {
        return true;
      }
    }
    return false;
  }

  private static Group group(Kind kind, int count, SplittableRandom random) {
    double dice = random.nextDouble();
    return new Group(
        kind,
        pick(Hue.values(), random),
        count,
        kind.isPerson() ? pick(Pose.values(), random) : null,
        dice < 0.1 ? Size.SMALL : dice < 0.8 ? Size.USUAL : Size.BIG);
  }

  private static <T> T pick(T[] options, SplittableRandom random) {
    return options[random.nextInt(options.length)];
  }
}
