package io.mtlsagent.weaving;

import javax.net.ssl.MtlsAgentBridge;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Calls {@link MtlsAgentBridge#enter} first thing in a method, and takes over the arguments of
 * reference type that the hook leaves in the frame.
 */
final class EntryWeaver extends MethodVisitor {

  static final String BRIDGE = "javax/net/ssl/MtlsAgentBridge";

  private final boolean hasReceiver;
  private final int firstArgument;
  private final Type[] arguments;
  private final int number;

  EntryWeaver(MethodVisitor next, int access, String name, String descriptor, int number) {
    super(Opcodes.ASM9, next);
    boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
    // In a constructor "this" may not be passed on before super() has been called.
    this.hasReceiver = !isStatic && !name.equals("<init>");
    this.firstArgument = isStatic ? 0 : 1;
    this.arguments = Type.getArgumentTypes(descriptor);
    this.number = number;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    visitLdcInsn(number);
    visitLdcInsn(arguments.length + 1);
    visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
    if (hasReceiver) {
      store(0, 0);
    }
    int local = firstArgument;
    for (int i = 0; i < arguments.length; i++) {
      if (isReference(arguments[i])) {
        store(i + 1, local);
      } else if (arguments[i].getSort() == Type.BOOLEAN) {
        storeBoolean(i + 1, local);
      } else if (isSmall(arguments[i])) {
        storeInteger(i + 1, local);
      }
      local += arguments[i].getSize();
    }
    visitMethodInsn(
        Opcodes.INVOKESTATIC, BRIDGE, "enter", "(I[Ljava/lang/Object;)[Ljava/lang/Object;", false);
    takeOver();
  }

  private void store(int index, int local) {
    visitInsn(Opcodes.DUP);
    visitLdcInsn(index);
    visitVarInsn(Opcodes.ALOAD, local);
    visitInsn(Opcodes.AASTORE);
  }

  private void storeBoolean(int index, int local) {
    visitInsn(Opcodes.DUP);
    visitLdcInsn(index);
    visitVarInsn(Opcodes.ILOAD, local);
    visitMethodInsn(
        Opcodes.INVOKESTATIC, "java/lang/Boolean", "valueOf", "(Z)Ljava/lang/Boolean;", false);
    visitInsn(Opcodes.AASTORE);
  }

  private void storeInteger(int index, int local) {
    visitInsn(Opcodes.DUP);
    visitLdcInsn(index);
    visitVarInsn(Opcodes.ILOAD, local);
    visitMethodInsn(
        Opcodes.INVOKESTATIC, "java/lang/Integer", "valueOf", "(I)Ljava/lang/Integer;", false);
    visitInsn(Opcodes.AASTORE);
  }

  /** Alerts are told in these. */
  private static boolean isSmall(Type type) {
    return type.getSort() == Type.SHORT || type.getSort() == Type.BYTE;
  }

  private void takeOver() {
    int local = firstArgument;
    for (int i = 0; i < arguments.length; i++) {
      if (isReference(arguments[i])) {
        visitInsn(Opcodes.DUP);
        visitLdcInsn(i + 1);
        visitInsn(Opcodes.AALOAD);
        visitTypeInsn(Opcodes.CHECKCAST, arguments[i].getInternalName());
        visitVarInsn(Opcodes.ASTORE, local);
      }
      local += arguments[i].getSize();
    }
    visitInsn(Opcodes.POP);
  }

  private static boolean isReference(Type type) {
    return type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY;
  }
}
