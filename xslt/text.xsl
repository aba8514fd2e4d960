<?xml version="1.0" encoding="UTF-8"?>
<!-- A plain text to read: the whole edition in one file, and each letter in one of its own with its notes.

     The mode m:files maps the document to file names and their texts; nothing is written from here.
     Namespaces tell what a name is: f functions, m modes, v variables. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:param name="reading" as="xs:string" select="'corrected'">
    <!-- Which text is given where the print was corrected: "corrected" (the default) or "printed". -->
  </xsl:param>

  <xsl:param name="notes" as="xs:string" select="'end'">
    <!-- Where the notes stand in the text of the whole edition: at its "end" (the default), "after" each letter, or
         nowhere: "none", and then nothing calls them either, also in the texts of single letters. -->
  </xsl:param>

  <xsl:param name="form" as="xs:string" select="'reading'">
    <!-- What the texts are for: "reading" (the default), or a "corpus" for programs that count and compare words: one
         letter a file and one paragraph a line, no notes and no calls, no titles and no headings with numbers, and
         beside them letters.csv, a table of who wrote to whom, when and where: a folder that "build" reads. -->
  </xsl:param>

  <xsl:param name="width" as="xs:integer" select="72">
    <!-- The longest line, in characters; a longer word has a line to itself. At least 20; the default is 72. -->
  </xsl:param>

  <xsl:include href="shared/labels.xsl"/>
  <xsl:include href="shared/edition.xsl"/>
  <xsl:include href="shared/facts.xsl"/>
  <xsl:include href="shared/dates.xsl"/>
  <xsl:include href="shared/readings.xsl"/>
  <xsl:include href="shared/notes.xsl"/>
  <xsl:include href="shared/blocks.xsl"/>
  <xsl:include href="shared/unhandled.xsl"/>
  <xsl:include href="text/edition.xsl"/>
  <xsl:include href="text/blocks.xsl"/>
  <xsl:include href="text/inlines.xsl"/>
  <xsl:include href="text/others.xsl"/>
  <xsl:include href="text/notes.xsl"/>
  <xsl:include href="text/wrap.xsl"/>
  <xsl:include href="text/corpus.xsl"/>

  <!-- document -> map of file names -->
  <xsl:mode name="m:files" on-no-match="fail"/>
  <!-- block -> its paragraphs, each a string of finished lines -->
  <xsl:mode name="m:blocks" on-no-match="fail"/>
  <!-- phrase -> its words; an element that no template knows is said -->
  <xsl:mode name="m:run" on-no-match="text-only-copy"/>

  <xsl:variable name="v:is-corpus" as="xs:boolean"
                select="if ($form = ('reading', 'corpus')) then $form = 'corpus'
                        else error(xs:QName('f:form'), 'The parameter form is &quot;reading&quot; or &quot;corpus&quot;, not &quot;' || $form || '&quot;')"/>

  <!-- Whether notes are called, and given. -->
  <xsl:variable name="v:has-notes" as="xs:boolean"
                select="if ($notes = ('end', 'after', 'none')) then $notes ne 'none' and not($v:is-corpus)
                        else error(xs:QName('f:notes'), 'The parameter notes is &quot;end&quot;, &quot;after&quot; or &quot;none&quot;, not &quot;' || $notes || '&quot;')"/>

  <xsl:template match="/" mode="m:files" as="map(xs:string, xs:string)">
    <!-- Made once, used twice. -->
    <xsl:variable name="texts" as="xs:string*" select="$v:letters ! (if ($v:is-corpus) then f:corpus-text(.) else f:letter-text(.))"/>
    <xsl:map>
      <xsl:choose>
        <xsl:when test="$v:is-corpus">
          <xsl:map-entry key="'letters.csv'" select="f:corpus-table()"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:map-entry key="'edition.txt'" select="f:edition-text($texts)"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:for-each select="$v:letters">
        <xsl:variable name="place" as="xs:integer" select="position()"/>
        <xsl:map-entry key="'letters/' || $v:file-names[$place] || '.txt'"
                       select="f:joined(($texts[$place], f:notes-text(f:notes-with(.))[$v:has-notes]))"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:template>
</xsl:stylesheet>
