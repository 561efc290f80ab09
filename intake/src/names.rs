//! Given names: their short forms, and which are names at all.

/// Names and their short forms, as they are used in the United States.
#[rustfmt::skip]
pub const SHORT: &[&[&str]] = &[
    &["william", "bill", "will", "billy", "willie", "liam"], &["robert", "bob", "rob", "bobby", "robbie"], &["richard", "rick", "dick", "rich", "ricky"],
    &["james", "jim", "jimmy", "jamie"], &["john", "jack", "johnny", "jon"], &["jonathan", "jon", "jonny"], &["michael", "mike", "mick", "mikey"],
    &["joseph", "joe", "joey"], &["jose", "pepe"], &["thomas", "tom", "tommy"], &["charles", "charlie", "chuck", "chas"],
    &["christopher", "chris", "topher"], &["christina", "chris", "tina", "christy"], &["daniel", "dan", "danny"], &["matthew", "matt"],
    &["anthony", "tony"], &["antonio", "tony", "tono"], &["steven", "steve"], &["stephen", "steve", "steph"], &["edward", "ed", "eddie", "ted", "ned"],
    &["andrew", "andy", "drew"], &["kenneth", "ken", "kenny"], &["joshua", "josh"], &["kevin", "kev"], &["timothy", "tim"], &["ronald", "ron", "ronnie"],
    &["jeffrey", "jeff", "geoff"], &["nicholas", "nick", "nicky"], &["benjamin", "ben", "benny"], &["samuel", "sam", "sammy"], &["samantha", "sam"],
    &["gregory", "greg"], &["patrick", "pat", "paddy"], &["patricia", "pat", "patty", "tricia", "trish"], &["alexander", "alex", "al", "sasha"],
    &["alexandra", "alex", "sandra", "lexi"], &["frank", "francis", "frankie"], &["francisco", "paco", "pancho", "frank"], &["raymond", "ray"],
    &["lawrence", "larry"], &["gerald", "jerry", "gerry"], &["douglas", "doug"], &["peter", "pete"], &["zachary", "zach", "zack"], &["nathan", "nate"],
    &["nathaniel", "nate", "nathan"], &["theodore", "ted", "theo", "teddy"], &["leonard", "leo", "len", "lenny"],
    &["elizabeth", "liz", "beth", "betty", "lizzie", "eliza", "libby", "betsy"], &["margaret", "maggie", "meg", "peggy", "marge"],
    &["katherine", "kate", "kathy", "katie", "kat"], &["catherine", "cathy", "kate", "cat"], &["kathleen", "kathy", "kate"], &["jennifer", "jen", "jenny"],
    &["jessica", "jess", "jessie"], &["barbara", "barb", "barbie"], &["susan", "sue", "susie"], &["deborah", "deb", "debbie", "debra"],
    &["rebecca", "becky", "becca"], &["victoria", "vicky", "tori"], &["dorothy", "dot", "dottie"], &["cynthia", "cindy"], &["sandra", "sandy"],
    &["pamela", "pam"], &["amanda", "mandy"], &["melissa", "missy", "mel"], &["theresa", "terry", "tess"], &["teresa", "terry", "tess"],
    &["virginia", "ginny"], &["maria", "mari"], &["guadalupe", "lupe"], &["isabella", "bella", "izzy"], &["abigail", "abby"], &["jacqueline", "jackie"],
    &["kimberly", "kim"], &["ann", "anne", "annie", "anna"], &["jesus", "chuy"], &["ignacio", "nacho"], &["eduardo", "eddie", "lalo"],
    &["roberto", "beto", "rob"], &["donald", "don", "donnie"], &["david", "dave", "davey"], &["walter", "walt"], &["harold", "hal", "harry"],
    &["henry", "hank", "harry"], &["albert", "al", "bert"], &["arthur", "art"], &["eugene", "gene"], &["vincent", "vince", "vinny"], &["philip", "phil"],
    &["phillip", "phil"], &["russell", "russ"], &["stanley", "stan"], &["sara", "sarah"], &["mark", "marc"],
];

/// Names that parents give: two different ones are two people, even one letter apart.
#[rustfmt::skip]
pub const GIVEN: &[&str] = &[
    "aaron", "adam", "aiden", "alan", "alice", "alicia", "allison", "amanda", "amelia", "amy", "andrea", "andrew", "andy", "angel", "angela", "ann", "anna",
    "anne", "annie", "anthony", "aria", "ariana", "ariel", "ashley", "aubrey", "audrey", "austin", "ava", "avery", "barbara", "ben", "benjamin", "beth",
    "betty", "beverly", "bill", "billy", "bob", "brandon", "brayden", "brenda", "brian", "brianna", "brittany", "brooke", "bruce", "bryan", "caden",
    "caleb", "calvin", "cameron", "camila", "carl", "carla", "carlos", "carol", "caroline", "carolyn", "carter", "casey", "catherine", "charles",
    "charlotte", "chase", "cheryl", "chloe", "chris", "christian", "christina", "christine", "christopher", "claire", "clara", "cole", "connor", "corey",
    "craig", "cynthia", "dale", "dan", "dana", "daniel", "danielle", "david", "dean", "deborah", "debra", "denise", "dennis", "derek", "diana", "diane",
    "donald", "donna", "doris", "dorothy", "douglas", "dustin", "dylan", "eddie", "edward", "elaine", "elena", "eli", "elijah", "elizabeth", "ella",
    "ellen", "ellie", "emily", "emma", "eric", "erica", "erik", "erin", "ethan", "eugene", "eva", "evan", "evelyn", "frances", "francis", "frank",
    "gabriel", "gabriela", "gary", "george", "gerald", "gina", "glenn", "gloria", "grace", "gregory", "hailey", "hannah", "harold", "harper", "harry",
    "hayden", "heather", "helen", "henry", "holly", "hunter", "ian", "irene", "isaac", "isabel", "isabella", "isaiah", "jack", "jackson", "jacob", "jade",
    "jaden", "jake", "james", "jamie", "jan", "jane", "janet", "janice", "jason", "jay", "jayden", "jean", "jeff", "jeffrey", "jenna", "jennifer", "jeremy",
    "jerry", "jesse", "jessica", "jesus", "jill", "jim", "jo", "joan", "joanna", "joe", "joel", "john", "jon", "jonathan", "jordan", "jose", "joseph",
    "josh", "joshua", "joyce", "juan", "juana", "judith", "judy", "julia", "julian", "julie", "justin", "kaitlyn", "karen", "kate", "katherine", "kathleen",
    "kathryn", "katie", "kayden", "kayla", "keith", "kelly", "kenneth", "kevin", "kim", "kimberly", "kyle", "larry", "laura", "lauren", "lawrence", "layla",
    "leah", "lee", "leo", "leon", "leona", "leslie", "lily", "linda", "lisa", "logan", "lori", "louis", "louise", "lucas", "lucia", "lucy", "luis", "luke",
    "luna", "lynn", "madeline", "madison", "marc", "marcus", "margaret", "maria", "mariah", "marie", "marilyn", "mario", "marion", "mark", "martha",
    "martin", "marvin", "mary", "mason", "matthew", "maya", "megan", "melissa", "mia", "micah", "michael", "michele", "michelle", "miguel", "mila", "miles",
    "molly", "nancy", "natalia", "natalie", "nathan", "nathaniel", "nicholas", "nicole", "noah", "nora", "nathalia", "olivia", "oscar", "owen", "pablo",
    "pamela", "patricia", "patrick", "paul", "paula", "pedro", "penelope", "peter", "philip", "rachel", "ralph", "randy", "raymond", "rebecca", "richard",
    "riley", "rita", "robert", "robin", "roger", "ronald", "rose", "ross", "roy", "russell", "ruth", "ryan", "ryder", "sally", "sam", "samantha", "samuel",
    "sandra", "sara", "sarah", "savannah", "scott", "sean", "sebastian", "sergio", "shane", "shannon", "sharon", "shawn", "sheila", "shirley", "sofia",
    "sophia", "sophie", "stella", "stephanie", "stephen", "steve", "steven", "susan", "sydney", "tara", "taylor", "ted", "teresa", "terri", "terry",
    "theresa", "thomas", "tiffany", "tim", "timothy", "tina", "todd", "tom", "tony", "tracy", "travis", "tyler", "valerie", "vanessa", "victor", "victoria",
    "vincent", "virginia", "walter", "wanda", "wayne", "wendy", "william", "wyatt", "xavier", "zachary", "zoe", "zoey",
];
