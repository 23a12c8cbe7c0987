package io.mtlsagent.weaving;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Puts the calls to the hooks into the bytes of a class. It adds straight-line code only, so that
 * the stack map frames of the class stay as they are and no other class has to be looked at.
 */
final class ClassWeaver {

  /** The newest class file version that the reader knows; newer ones are read as if this. */
  private static final int NEWEST_KNOWN_MAJOR = Opcodes.V28 & 0xFFFF;

  private static final int MAJOR_LOW_BYTE = 7;

  private ClassWeaver() {}

  /**
   * The class with the calls in it.
   *
   * @param numbers the numbers of the hook points, in their order
   * @throws StructureMismatchException if a hook point is not in the class
   */
  static byte[] weave(byte[] original, WovenClass woven, int[] numbers)
      throws StructureMismatchException {
    byte major = original[MAJOR_LOW_BYTE];
    boolean newer = (major & 0xFF) > NEWEST_KNOWN_MAJOR;
    byte[] readable = original;
    if (newer) {
      // The format has grown compatibly for years: refusing a JVM that is newer than this agent
      // would cost more than trying, and a real change makes the reader or the verifier complain.
      readable = original.clone();
      readable[MAJOR_LOW_BYTE] = (byte) NEWEST_KNOWN_MAJOR;
    }
    ClassReader reader = new ClassReader(readable);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    Visitor visitor = new Visitor(writer, woven, numbers);
    reader.accept(visitor, 0);
    visitor.requireAllFound();
    byte[] result = writer.toByteArray();
    if (newer) {
      result[MAJOR_LOW_BYTE] = major;
    }
    return result;
  }

  private static final class Visitor extends ClassVisitor {
    private final WovenClass woven;
    private final int[] numbers;
    private final Set<HookPoint> found = new HashSet<>();

    Visitor(ClassVisitor next, WovenClass woven, int[] numbers) {
      super(Opcodes.ASM9, next);
      this.woven = woven;
      this.numbers = numbers;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      for (int i = 0; i < numbers.length; i++) {
        HookPoint point = woven.points().get(i);
        if (point.matches(name, descriptor) && (access & Opcodes.ACC_ABSTRACT) == 0) {
          found.add(point);
          next =
              point.place() == HookPoint.Place.ENTRY
                  ? new EntryWeaver(next, access, name, descriptor, numbers[i])
                  : new ExitWeaver(next, access, descriptor, numbers[i], point.tellsArgument());
        }
      }
      return next;
    }

    void requireAllFound() throws StructureMismatchException {
      List<String> missing = new ArrayList<>();
      for (HookPoint point : woven.points()) {
        if (point.isRequired() && !found.contains(point)) {
          missing.add(point.toString());
        }
      }
      if (!missing.isEmpty()) {
        throw new StructureMismatchException("it has no method " + missing);
      }
    }
  }
}
