package dev.pictor.sketchbook.captions;

import dev.pictor.sketchbook.Hue;
import dev.pictor.sketchbook.Kind;
import dev.pictor.sketchbook.Pose;
import dev.pictor.sketchbook.Relation;
import dev.pictor.sketchbook.Setting;
import dev.pictor.sketchbook.Size;
import java.util.List;

/// The English words for what scenes show, the usual one first.
final class Words {
  private Words() {}

  /// Singular and plural of what a thing is called.
  record Noun(String one, String many) {
    private Noun(String one) {
      this(one, one + "s");
    }
  }

  static List<Noun> nouns(Kind kind) {
    return switch (kind) {
      case CAT -> nouns("cat", "kitten", "kitty", "pussycat");
      case DOG -> nouns("dog", "puppy/puppies", "hound", "doggy/doggies");
      case HORSE -> nouns("horse", "pony/ponies", "stallion", "mare");
      case BIRD -> nouns("bird", "songbird", "birdie");
      case FISH -> nouns("fish/fish", "fish/fishes", "goldfish/goldfish");
      case HOUSE -> nouns("house", "home", "cottage", "little house");
      case CASTLE -> nouns("castle", "fortress/fortresses", "palace");
      case TREE -> nouns("tree", "leafy tree");
      case PALM -> nouns("palm tree", "palm", "coconut tree");
      case CAR -> nouns("car", "automobile", "motor car", "auto");
      case BUS -> nouns("bus/buses", "coach/coaches", "omnibus/omnibuses");
      case BICYCLE -> nouns("bicycle", "bike", "cycle");
      case BOAT -> nouns("boat", "ship", "sailboat", "sailing boat");
      case TRAIN -> nouns("train", "locomotive", "steam train", "steam engine", "railway train");
      case ROCKET -> nouns("rocket", "spaceship", "spacecraft/spacecraft", "space rocket");
      case PLANET -> nouns("planet", "world");
      case MOON -> nouns("moon");
      case STARS -> nouns("star/stars", "shining star/shining stars");
      case BALLOON -> nouns("balloon");
      case FLOWER -> nouns("flower", "blossom", "bloom", "plant in bloom/plants in bloom");
      case MUSHROOM -> nouns("mushroom", "toadstool", "fungus/fungi");
      case CUP -> nouns("cup", "mug", "coffee cup", "teacup", "cup of tea/cups of tea");
      case BOOK -> nouns("book", "novel");
      case BALL -> nouns("ball", "beach ball", "football");
      case UMBRELLA -> nouns("umbrella", "parasol", "brolly/brollies");
      case MAN -> nouns("man/men", "guy", "boy", "gentleman/gentlemen", "fellow", "male");
      case WOMAN -> nouns("woman/women", "lady/ladies", "girl", "gal", "female");
      case SUN -> nouns("sun");
      case CHAIR -> nouns("chair", "seat");
      case TABLE -> nouns("table", "wooden table", "desk");
      case LAMP -> nouns("lamp", "light", "table lamp", "floor lamp");
      case ROBOT -> nouns("robot", "android", "machine man/machine men");
      case APPLE -> nouns("apple", "fruit/fruits");
      case KITE -> nouns("kite", "flying kite");
      case AIRPLANE ->
          nouns("airplane", "plane", "aeroplane", "aircraft/aircraft", "jet", "airliner");
    };
  }

  static final List<Noun> PERSON = nouns("person/people", "human", "figure");

  static List<Noun> family(String family) {
    return switch (family) {
      case "animal" -> nouns("animal", "creature", "beast");
      case "vehicle" -> nouns("vehicle");
      case "plant" -> nouns("plant");
      case "building" -> nouns("building");
      case "furniture" -> nouns("piece of furniture/furniture");
      case "toy" -> nouns("toy");
      default -> throw new IllegalArgumentException(family);
    };
  }

  /// A plural after a slash where it is not the singular with an `s`.
  private static List<Noun> nouns(String... words) {
    return List.of(words).stream()
        .map(
            word -> {
              int slash = word.indexOf('/');
              return slash < 0
                  ? new Noun(word)
                  : new Noun(word.substring(0, slash), word.substring(slash + 1));
            })
        .toList();
  }

  static List<String> colours(Hue hue) {
    return switch (hue) {
      case RED -> List.of("red", "bright red", "scarlet", "crimson");
      case ORANGE -> List.of("orange", "bright orange", "tangerine");
      case YELLOW -> List.of("yellow", "golden", "bright yellow", "lemon yellow");
      case GREEN -> List.of("green", "grass green", "emerald", "bright green");
      case BLUE -> List.of("blue", "bright blue", "azure", "navy blue");
      case PURPLE -> List.of("purple", "violet", "lilac");
      case PINK -> List.of("pink", "rosy", "rose pink");
      case BROWN -> List.of("brown", "chestnut", "chocolate brown");
      case WHITE -> List.of("white", "snow white", "ivory");
      case BLACK -> List.of("black", "jet black", "dark black");
    };
  }

  /// What is said of a person's clothes: "in red", "wearing red".
  static final List<String> DRESSED = List.of("in", "dressed in", "wearing", "with clothes in");

  static List<String> sizes(Size size) {
    return switch (size) {
      case BIG -> List.of("big", "large", "huge", "giant");
      case SMALL -> List.of("small", "little", "tiny");
      case USUAL -> throw new IllegalArgumentException("The usual size is not put into words");
    };
  }

  /// After the person: "a man jumping".
  static List<String> poses(Pose pose) {
    return switch (pose) {
      case STANDING -> List.of("standing", "standing still", "standing upright", "who stands");
      case SITTING -> List.of("sitting", "sitting down", "seated", "who sits", "resting");
      case RUNNING -> List.of("running", "jogging", "who runs", "sprinting", "racing");
      case JUMPING ->
          List.of("jumping", "leaping", "who jumps", "jumping in the air", "jumping for joy");
    };
  }

  static List<String> relations(Relation relation) {
    return switch (relation) {
      case LEFT_OF -> List.of("left of", "to the left of", "on the left of", "on the left side of");
      case RIGHT_OF ->
          List.of("right of", "to the right of", "on the right of", "on the right side of");
      case ABOVE -> List.of("above", "over", "high above", "higher than");
      case UNDER -> List.of("under", "below", "beneath", "underneath");
      case ON -> List.of("on", "on top of", "standing on", "sitting on");
      case NEXT_TO -> List.of("next to", "beside", "by", "at the side of");
    };
  }

  static List<String> numbers(int count) {
    return switch (count) {
      case 1 -> List.of("one", "a single", "one single", "1");
      case 2 -> List.of("two", "two", "a pair of", "2");
      case 3 -> List.of("three", "three", "3");
      case 4 -> List.of("four", "four", "4");
      default -> throw new IllegalArgumentException("Counts go to four, not " + count);
    };
  }

  /// The setting alone, as one would search for it.
  static List<String> keywords(Setting setting) {
    return switch (setting) {
      case BEACH ->
          List.of("beach", "seaside", "seashore", "sandy beach", "coast", "shore", "sand");
      case SUNSET ->
          List.of(
              "sunset", "sunset over the sea", "sundown", "evening sky", "dusk", "sunset at sea");
      case SEA -> List.of("open sea", "ocean", "the sea by day", "blue sea", "waves", "open water");
      case MOUNTAINS -> List.of("mountains", "snowy mountains", "mountain peaks", "alps", "summit");
      case FOREST -> List.of("forest", "woods", "woodland", "jungle");
      case DESERT -> List.of("desert", "sand dunes", "dunes", "sandy desert");
      case CITY_NIGHT ->
          List.of(
              "city at night",
              "city lights",
              "night in the city",
              "skyline at night",
              "night city");
      case CITY_DAY ->
          List.of(
              "city by day", "downtown by day", "daytime city", "city street", "buildings by day");
      case OUTER_SPACE -> List.of("outer space", "space", "galaxy", "universe", "cosmos");
      case RAIN -> List.of("rain", "rainy day", "rainy weather", "storm", "bad weather", "wet day");
      case ROAD -> List.of("road", "highway", "country road", "motorway");
      case ROOM -> List.of("room", "living room", "indoors", "interior", "inside a house");
      case MEADOW -> List.of("meadow", "grass", "green field", "grassland", "lawn", "green hills");
      case UNDERWATER ->
          List.of("underwater", "under the sea", "under water", "deep sea", "bottom of the sea");
      case FARM ->
          List.of("farm", "farmland", "cornfield", "countryside", "crops", "field of crops");
      case SNOW -> List.of("snow", "winter", "snowy day", "snowfall", "winter landscape");
      case STARRY_NIGHT -> List.of("starry night", "night sky", "starry sky", "dark night");
    };
  }

  /// After what is there: "a cat on the beach".
  static List<String> places(Setting setting) {
    return switch (setting) {
      case BEACH ->
          List.of("on the beach", "on a beach", "at the beach", "at the seaside", "on the sand");
      case SUNSET -> List.of("at sunset", "at sunset over the sea", "at dusk", "at sundown");
      case SEA -> List.of("at sea", "on the open sea", "on the ocean", "out on the waves");
      case MOUNTAINS ->
          List.of(
              "in the mountains", "in front of snowy mountains", "in the alps", "near mountains");
      case FOREST -> List.of("in the forest", "in the woods", "in a forest", "among the trees");
      case DESERT -> List.of("in the desert", "in a desert", "among sand dunes", "on the dunes");
      case CITY_NIGHT ->
          List.of(
              "in the city at night",
              "in front of city lights",
              "at night in the city",
              "in a city by night");
      case CITY_DAY ->
          List.of(
              "in the city by day", "in a city in daylight", "downtown by day", "on a city street");
      case OUTER_SPACE -> List.of("in outer space", "in space", "in the universe", "in a galaxy");
      case RAIN -> List.of("in the rain", "on a rainy day", "in bad weather", "in a storm");
      case ROAD -> List.of("on the road", "on a road", "on the highway", "on a country road");
      case ROOM -> List.of("in a room", "indoors", "in the living room", "inside the house");
      case MEADOW -> List.of("in a meadow", "on the grass", "in a green field", "on a lawn");
      case UNDERWATER -> List.of("underwater", "under the sea", "under water", "in the deep sea");
      case FARM -> List.of("on a farm", "on the farm", "in a cornfield", "in the countryside");
      case SNOW -> List.of("in the snow", "on a snowy day", "in winter", "in a winter landscape");
      case STARRY_NIGHT ->
          List.of(
              "under a starry sky", "on a starry night", "under the night sky", "in a dark night");
    };
  }

  /// What settings have in common: keywords for the facts `place:…`.
  static List<String> common(String place) {
    return switch (place) {
      case "sea" -> List.of("sea", "the sea", "water and sky", "by the sea");
      case "city" -> List.of("city", "town", "buildings", "skyscrapers", "urban");
      case "night" -> List.of("night", "at night", "nighttime", "by night");
      default -> throw new IllegalArgumentException(place);
    };
  }
}
