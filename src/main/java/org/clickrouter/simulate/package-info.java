/**
 * Stand-ins for everything outside the product: the report API ({@link org.clickrouter.simulate.ApiSimulator}), a
 * webhook receiver and a mailbox, with a generator of made-up clicks. They serve demos, engineers without a sandbox,
 * and the product's own tests.
 */
package org.clickrouter.simulate;
