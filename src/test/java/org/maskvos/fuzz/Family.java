package org.maskvos.fuzz;

import java.util.List;

/** Cases about one subject, always the same in the same order. */
interface Family {

	List<Case> cases() throws Exception;
}
