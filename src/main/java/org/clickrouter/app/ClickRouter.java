package org.clickrouter.app;

public final class ClickRouter {
    public static void main(String[] args) {
        System.out.println("hi");
    }
}
