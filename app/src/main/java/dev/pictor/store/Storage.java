package dev.pictor.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// A place that holds collections: a folder of Lucene indexes, a PostgreSQL database. Thread-safe.
///
/// Every method may throw [StoreException]; those that take a name throw
/// [IllegalArgumentException] if it is not a valid one.
public interface Storage extends AutoCloseable {
  Pattern VALID_NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

  /// Behind the name of a collection, see [#successor].
  String SUCCESSOR = ".successor";

  /// `lucene` or `postgresql`, as in the JSON of every face.
  String kind();

  /// Where it is, for people: a folder, or host, port and database without user and password.
  String location();

  /// What whoever looks after it should know, one line for people.
  default Optional<String> advice() {
    return Optional.empty();
  }

  /// What is free on the disk that it lies on; empty where this machine cannot tell.
  default OptionalLong freeBytes() {
    return OptionalLong.empty();
  }

  /// Those that can be read, sorted by name.
  List<CollectionInfo> collections();

  /// Those that are there and cannot be read, sorted by name: one that is damaged must not hide the
  /// others.
  default List<UnreadableCollection> unreadable() {
    return List.of();
  }

  /// What is recorded of a collection, without opening it; empty if there is none.
  Optional<CollectionInfo> info(String name);

  /// Opens a collection to read; sees what others write within seconds. Writing methods throw
  /// [StoreException].
  ///
  /// @return empty if there is no such collection
  Optional<PictureStore> openToRead(String name);

  /// Opens a collection to read and write; makes it if there is none. One that is there keeps what
  /// is recorded of its model. Where only one process can write, waits for the other for a while,
  /// then fails with its name.
  ///
  /// @throws StoreException also if the collection is bound to another fingerprint: the
  ///     message names both models and the way out
  PictureStore openToWrite(String name, ModelIdentity model);

  /// Removes a collection, its successor, and all they hold. The picture files stay.
  ///
  /// @return whether there was one
  boolean drop(String name);

  /// Gives a collection and its successor each the other's name, at one moment for everyone who
  /// opens them from then on. Stores that are open stay with what they have opened. A kill leaves
  /// it done or not done.
  ///
  /// @param name of a collection, not of a successor
  /// @throws StoreException if one of the two is not there
  void exchangeWithSuccessor(String name);

  /// To be called when its stores are closed; harmless when it is closed already.
  @Override
  void close();

  /// The name of the collection that is to take the place of this one, or that this one took the
  /// place of. It is opened and dropped like any other, is not among [#collections], and calls
  /// itself by the name of the first.
  static String successor(String name) {
    return requireValidName(name) + SUCCESSOR;
  }

  /// The name without what [#successor] puts behind it.
  static String plainName(String name) {
    return requireValidName(
        name.endsWith(SUCCESSOR) ? name.substring(0, name.length() - SUCCESSOR.length()) : name);
  }

  /// @throws IllegalArgumentException if it is not 1 to 63 of a-z, 0-9, `_`, `-`, the first a
  ///     letter or digit
  static String requireValidName(String name) {
    if (!VALID_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' cannot be a collection's name: 1 to 63 of a-z, 0-9, '-' and '_', first a letter or digit."
              .formatted(name));
    }
    return name;
  }
}
