package io.mtlsagent.weaving;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Calls {@link javax.net.ssl.MtlsAgentBridge#exit} before each return of a method, which then
 * returns the hook's answer, if it returns a reference at all.
 */
final class ExitWeaver extends MethodVisitor {

  private final boolean isStatic;
  private final Type result;
  private final int number;
  private final boolean tellsArgument;

  /**
   * @param tellsArgument whether the hook is given the first argument where there is no reference
   *     to return
   */
  ExitWeaver(MethodVisitor next, int access, String descriptor, int number, boolean tellsArgument) {
    super(Opcodes.ASM9, next);
    this.isStatic = (access & Opcodes.ACC_STATIC) != 0;
    this.result = Type.getReturnType(descriptor);
    this.number = number;
    this.tellsArgument = tellsArgument;
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode == Opcodes.ARETURN) {
      callHook();
      visitTypeInsn(Opcodes.CHECKCAST, result.getInternalName());
    } else if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      if (tellsArgument) {
        visitVarInsn(Opcodes.ALOAD, isStatic ? 0 : 1);
      } else {
        super.visitInsn(Opcodes.ACONST_NULL);
      }
      callHook();
      super.visitInsn(Opcodes.POP);
    }
    super.visitInsn(opcode);
  }

  private void callHook() {
    if (isStatic) {
      super.visitInsn(Opcodes.ACONST_NULL);
    } else {
      visitVarInsn(Opcodes.ALOAD, 0);
    }
    visitLdcInsn(number);
    visitMethodInsn(
        Opcodes.INVOKESTATIC,
        EntryWeaver.BRIDGE,
        "exit",
        "(Ljava/lang/Object;Ljava/lang/Object;I)Ljava/lang/Object;",
        false);
  }
}
