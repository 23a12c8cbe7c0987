package example.jdk.habits;

/** What {@link ManyClassesApp} makes thousands of, by changing the number in the name. */
final class Unrelated00000 {

  private final String text;

  Unrelated00000(String text) {
    this.text = text;
  }

  int length() {
    try {
      return text.length();
    } catch (NullPointerException e) {
      return 0;
    }
  }
}
