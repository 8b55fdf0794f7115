package dev.pictor.sketchbook;

import dev.pictor.sketchbook.Setting.Zone;
import dev.pictor.sketchbook.things.Things;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/// Where each thing of a scene is. Things keep to the middle square of the picture and do not
/// hide each other.
public final class Layout {
  private record Region(double left, double top, double right, double bottom) {
    double width() {
      return right - left;
    }

    double height() {
      return bottom - top;
    }
  }

  private static final double MARGIN = 0.04;

  /// How much smaller the next row looks.
  private static final double FARTHER = 0.88;

  private static final Region ALL = new Region(MARGIN, MARGIN, 1 - MARGIN, 0.97);

  private final Scene scene;
  private final SplittableRandom random;
  private final List<Placed> placed = new ArrayList<>();

  private Layout(Scene scene) {
    this.scene = scene;
    this.random = new SplittableRandom(scene.seed());
  }

  /// The things of a scene, from back to front.
  public static List<Placed> of(Scene scene) {
    Layout layout = new Layout(scene);
    layout.place();
    layout.placed.sort(Comparator.comparingDouble(Placed::foot));
    return List.copyOf(layout.placed);
  }

  private void place() {
    int count = scene.groups().size();
    if (scene.relation() == Relation.ON) {
      placeOn();
    } else if (scene.relation() == Relation.ABOVE || scene.relation() == Relation.UNDER) {
      int upper = scene.relation() == Relation.ABOVE ? 0 : 1;
      place(upper, new Region(MARGIN, MARGIN, 1 - MARGIN, 0.45), true);
      place(1 - upper, new Region(MARGIN, 0.5, 1 - MARGIN, 0.97), false);
    } else if (count == 1) {
      place(0, ALL, false);
    } else {
      boolean mirrored =
          scene.relation() == Relation.RIGHT_OF
              || scene.relation() != Relation.LEFT_OF && random.nextBoolean();
      boolean level = scene.relation() == Relation.NEXT_TO;
      double share = ALL.width() / count;
      for (int group = 0; group < count; group++) {
        int slot = mirrored ? count - 1 - group : group;
        double left = MARGIN + slot * share;
        place(
            group,
            new Region(left + 0.008, level ? 0.3 : MARGIN, left + share - 0.008, 0.97),
            false);
      }
    }
  }

  /// The second group carries the first.
  private void placeOn() {
    Look low = look(1);
    double lowAspect = aspect(1, low);
    double lowHeight = Math.min(random.nextDouble(0.34, 0.46), 0.8 / lowAspect);
    double lowWidth = lowHeight * lowAspect;
    double foot = random.nextDouble(0.9, 0.95);
    double x = random.nextDouble(0.08, 0.92 - lowWidth + 1e-6);
    Look high = look(0);
    double highAspect = aspect(0, high);
    double highHeight =
        Math.min(Math.min(0.38, foot - lowHeight - 0.05), lowWidth * 0.85 / highAspect);
    double highWidth = highHeight * highAspect;
    double top = foot - lowHeight;
    placed.add(thing(1, low, x, foot, lowHeight, lowWidth, true));
    placed.add(
        thing(0, high, x + (lowWidth - highWidth) / 2, top + 0.012, highHeight, highWidth, false));
  }

  private void place(int index, Region region, boolean hanging) {
    Group group = scene.groups().get(index);
    Zone zone = scene.setting().zoneOf(group.kind()).orElse(scene.setting().mainZone());
    boolean floating = hanging || zone.floating();
    List<Look> looks = new ArrayList<>();
    double[] aspects = new double[group.count()]; // painted to be told, so asked for once
    for (int thing = 0; thing < group.count(); thing++) {
      looks.add(look(index));
      aspects[thing] = aspect(index, looks.get(thing));
    }
    double aspect = Arrays.stream(aspects).max().orElseThrow();
    int count = group.count();
    double top = floating ? Math.max(region.top, hanging ? 0 : zone.top()) : region.top;
    double bottom =
        floating && !hanging ? Math.min(region.bottom, zone.bottom() + 0.12) : region.bottom;
    Region room = new Region(region.left, top, region.right, Math.max(bottom, top + 0.2));
    Rows rows = rows(count, room, aspect, floating ? 0 : zone.bottom() - zone.top());
    double height = Math.min(rows.height() * 0.94, wanted(group));
    double cell = room.width() / rows.width();
    double spread = Math.min(cell, height * aspect * random.nextDouble(1.06, 1.35));
    double shift = random.nextDouble(-0.5, 0.5) * (room.width() - spread * rows.width());
    double middle = (room.left + room.right) / 2 + shift;
    double pitch = floating ? Math.min(room.height() / rows.count(), height * 1.12) : rows.pitch();
    double taken = pitch * (rows.count() - 1) + height;
    double low;
    if (floating) {
      double free = Math.max(0, room.height() - taken);
      low = room.bottom - free * random.nextDouble(0.15, 0.85);
    } else {
      double near =
          rows.count() > 1
              ? 1
              : Math.clamp((height - 0.15) / 0.45 + random.nextDouble(-0.15, 0.15), 0, 1);
      low = zone.top() + (zone.bottom() - zone.top()) * near;
      low = Math.min(Math.max(low, room.top + taken), room.bottom);
    }
    for (int thing = 0; thing < count; thing++) {
      int row = thing / rows.columns();
      double tall = floating ? height : height * Math.pow(FARTHER, row);
      double wide = tall * aspects[thing];
      double x = middle + (thing % rows.columns() - rows.middle(row, count)) * spread;
      placed.add(
          thing(
              index,
              looks.get(thing),
              Math.clamp(x - wide / 2, room.left, Math.max(room.left, room.right - wide)),
              low - row * pitch,
              tall,
              wide,
              !floating));
    }
  }

  /// How several things share a room: in one row, or in two if that leaves them larger. What stands
  /// on the ground stands deeper in the picture in the second row, between those in front.
  ///
  /// @param width in cells
  /// @param pitch from foot to foot
  private record Rows(
      int count, int columns, double width, double pitch, double height, boolean staggered) {
    /// Where the middle of the room is, in cells from the first thing of a row.
    double middle(int row, int things) {
      int inRow = Math.min(columns, things - row * columns);
      double even = (inRow - 1) / 2.0;
      return staggered && inRow == columns ? even + (row == 0 ? 0.25 : -0.25) : even;
    }
  }

  private static Rows rows(int things, Region room, double aspect, double depth) {
    double single = Math.min(room.height(), room.width() / things / aspect);
    Rows one = new Rows(1, things, things, 0, single, false);
    if (things == 1) {
      return one;
    }
    int columns = (things + 1) / 2;
    boolean ground = depth > 0;
    boolean staggered = ground && columns * 2 == things;
    double width = staggered ? columns + 0.5 : columns;
    double pitch = ground ? Math.clamp(depth, 0.13, 0.22) : room.height() / 2;
    double tall = ground ? Math.min(room.height() - pitch, pitch * 1.8) : room.height() / 2;
    Rows two =
        new Rows(
            2, columns, width, pitch, Math.min(tall, room.width() / width / aspect), staggered);
    return two.height() > one.height() * 1.15 ? two : one;
  }

  private double wanted(Group group) {
    double natural = Math.pow(group.kind().size(), 0.35);
    return switch (group.size()) {
      case SMALL -> random.nextDouble(0.2, 0.26);
      case USUAL -> Math.min(0.72, random.nextDouble(0.46, 0.66) * natural);
      case BIG -> random.nextDouble(0.76, 0.9);
    };
  }

  private Look look(int index) {
    Group group = scene.groups().get(index);
    return new Look(
        group.hue(),
        group.pose(),
        random.nextBoolean(),
        scene.setting().light(),
        random.nextLong());
  }

  private double aspect(int index, Look look) {
    return Things.of(scene.groups().get(index).kind()).width(look);
  }

  private Placed thing(
      int index, Look look, double x, double foot, double height, double width, boolean shadow) {
    Kind kind = scene.groups().get(index).kind();
    return new Placed(index, kind, look, x, foot - height, width, height, shadow);
  }
}
